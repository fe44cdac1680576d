use std::fs::read_to_string;
use std::process::Command;

use serde::Serialize;

/// The machine and the time of the measurement.
#[derive(Debug, Serialize)]
pub struct Machine {
    pub date: String,
    pub processor: String,
    pub cores: usize,
    /// GiB.
    pub memory: f64,
    pub system: String,
    /// The commit that is checked out.
    pub commit: String,
}

impl Machine {
    pub fn look() -> Machine {
        let file = |path| read_to_string(path).unwrap_or_default();
        let memory =
            find(&file("/proc/meminfo"), "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
        let release = file("/proc/sys/kernel/osrelease");
        Machine {
            date: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
            processor: find(&file("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown".to_owned()),
            cores: std::thread::available_parallelism().map_or(0, std::num::NonZeroUsize::get),
            memory: memory.unwrap_or_default() / 1024.0 / 1024.0,
            system: format!("Linux {}", release.split('-').next().unwrap_or_default().trim()),
            commit: commit().unwrap_or_else(|| "unknown".to_owned()),
        }
    }
}

fn commit() -> Option<String> {
    let output = Command::new("git")
        .args(["rev-parse", "--short", "HEAD"])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

/// The value of a line `name : value`.
fn find(table: &str, name: &str) -> Option<String> {
    let mut pairs = table.lines().filter_map(|line| line.split_once(':'));
    pairs.find(|(known, _)| known.trim() == name).map(|(_, value)| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found() {
        assert_eq!(find("processor\t: 0\nmodel name\t: Some CPU\n", "model name").as_deref(), Some("Some CPU"));
        assert_eq!(find("MemTotal:       24684000 kB\n", "MemTotal").as_deref(), Some("24684000 kB"));
    }
}
