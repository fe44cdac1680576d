//! A measured process and its resource usage (proc(5)).

use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::error::Result;

/// How long a process may take to stop before it is killed.
const PATIENCE: Duration = Duration::from_secs(20);
/// `USER_HZ`: the kernel reports processor time in hundredths of a second, whatever its own tick rate is.
const TICKS: f64 = 100.0;

pub struct Process(Child);

impl Process {
    pub fn start(command: &mut Command) -> Result<Process> {
        let name = command.get_program().to_string_lossy().into_owned();
        Ok(Process(command.spawn().map_err(|error| format!("cannot start {name}: {error}"))?))
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Memory in use now, in MiB.
    pub fn memory(&self) -> Result<f64> {
        self.status("VmRSS")
    }

    /// Memory in use now that is not a part of a file, such as the program's code, in MiB.
    pub fn anonymous_memory(&self) -> Result<f64> {
        self.status("RssAnon")
    }

    /// Peak memory, in MiB.
    pub fn peak(&self) -> Result<f64> {
        self.status("VmHWM")
    }

    fn status(&self, name: &str) -> Result<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        Ok(find_kilobytes(&text, name).ok_or_else(|| format!("{name} is not known"))? / 1024.0)
    }

    /// Processor time used so far, in seconds.
    pub fn work(&self) -> Result<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id()))?;
        Ok(find_ticks(&text).ok_or("processor time is not known")? / TICKS)
    }

    /// Waits until the process exits; returns its peak memory in MiB, which is sampled often.
    pub fn finish(mut self) -> Result<(ExitStatus, f64)> {
        let mut peak: f64 = 0.0;
        loop {
            peak = peak.max(self.peak().unwrap_or_default());
            if let Some(status) = self.0.try_wait()? {
                return Ok((status, peak));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a signal; a process that has ended gets none.
    pub fn tell(&self, signal: &str) {
        let mut kill = Command::new("kill");
        let _ = kill.args(["-s", signal, &self.0.id().to_string()]).stderr(Stdio::null()).status();
    }

    /// Sends SIGTERM and waits.
    pub fn stop(&mut self) -> Result<()> {
        if self.0.try_wait()?.is_some() {
            return Ok(());
        }
        self.tell("TERM");
        let asked = Instant::now();
        while self.0.try_wait()?.is_none() {
            if asked.elapsed() > PATIENCE {
                self.0.kill()?;
                self.0.wait()?;
                return Err("a server did not stop when it was asked to".into());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

/// Kills the process, so that none is left behind after an error.
impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

/// A line such as `VmRSS:     1234 kB`.
fn find_kilobytes(status: &str, name: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// User plus system time. The process name before them may contain anything, but ends at the last bracket.
fn find_ticks(stat: &str) -> Option<f64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_tables_are_read() {
        assert_eq!(find_kilobytes("Name:\tlongan\nVmRSS:\t   2048 kB\nVmHWM:\t 4096 kB\n", "VmRSS"), Some(2048.0));
        assert_eq!(find_kilobytes("VmRSSX: 1 kB", "VmRSS"), None);
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 100 0 0 0 25 17 0 0 20 0 3 0 1 2 3";
        assert_eq!(find_ticks(stat), Some(42.0));
    }
}
