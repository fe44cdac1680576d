//! A PostgreSQL server in a folder of its own, made with the programs of Debian's package. It waits for the disk, as the
//! servers of a site do.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Process;
use super::longan::command;
use crate::error::Result;

/// How long the server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Postgres {
    process: Process,
    /// The folder with the data and the socket.
    folder: tempfile::TempDir,
    programs: PathBuf,
}

impl Postgres {
    /// Starts a server with the settings of a new installation, but for the number of connections.
    pub fn start() -> Result<Postgres> {
        let programs = programs()?;
        // Not in TMPDIR, since the path of a socket has 107 bytes at most; and any user may enter it.
        let mut builder = tempfile::Builder::new();
        let folder = builder.prefix("longan-bench-").permissions(Permissions::from_mode(0o755)).tempdir_in("/tmp")?;
        let owner = owner()?;
        let own = |name: &str| {
            let mut command = Command::new(programs.join(name));
            if let Some((user, group)) = owner {
                command.uid(user).gid(group);
            }
            command.current_dir(folder.path()).env_remove("PGDATA").stdout(Stdio::null()).stderr(Stdio::null());
            command
        };
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let mut make = own("initdb");
        make.args([
            "-D",
            "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
        ]);
        if !make.status()?.success() {
            return Err("initdb failed".into());
        }
        let mut serve = own("postgres");
        serve.args(["-D", "data", "-c", "listen_addresses=", "-c", "max_connections=200", "-k"]).arg(folder.path());
        let mut server = Postgres { process: Process::start(&mut serve)?, folder, programs };
        let begin = Instant::now();
        while server.sql("postgres", "SELECT 1").is_err() {
            if begin.elapsed() > PATIENCE || server.process.child().try_wait()?.is_some() {
                return Err("PostgreSQL did not start".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        // Not a superuser, as Longan needs none.
        server.sql("postgres", "CREATE ROLE longan LOGIN")?;
        Ok(server)
    }

    /// Creates an empty database.
    pub fn create(&self, name: &str) -> Result<()> {
        self.sql("postgres", &format!("CREATE DATABASE \"{name}\" OWNER longan")).map(drop)
    }

    /// Creates a copy of a database that nobody uses.
    pub fn copy(&self, name: &str, from: &str) -> Result<()> {
        self.sql("postgres", &format!("CREATE DATABASE \"{name}\" OWNER longan TEMPLATE \"{from}\"")).map(drop)
    }

    pub fn remove(&self, name: &str) -> Result<()> {
        self.sql("postgres", &format!("DROP DATABASE \"{name}\"")).map(drop)
    }

    /// The address of a database, as Longan takes it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=longan", self.folder.path().display())
    }

    /// Replaces the content of a database with that of a SQLite file.
    pub fn restore(&self, binary: &Path, file: &Path, database: &str) -> Result<()> {
        let mut command = command(binary, self.folder.path(), &[]);
        let output = command.arg("restore").arg(file).args(["--database", &self.url(database)]).output()?;
        match output.status.success() {
            true => Ok(()),
            false => Err(format!("longan restore failed: {}", String::from_utf8_lossy(&output.stderr).trim()).into()),
        }
    }

    /// Runs statements as a superuser, and returns the first column of the result.
    pub fn sql(&self, database: &str, sql: &str) -> Result<String> {
        let mut command = self.client("psql", "postgres");
        let output = command.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, database]).output()?;
        match output.status.success() {
            true => Ok(String::from_utf8(output.stdout)?.trim().to_owned()),
            false => Err(format!("{sql}: {}", String::from_utf8_lossy(&output.stderr).trim()).into()),
        }
    }

    /// Writes what is only in memory to the disk, so that no measurement pays for what another one has left.
    pub fn checkpoint(&self) -> Result<()> {
        self.sql("postgres", "CHECKPOINT").map(drop)
    }

    /// Runs a script with pgbench, each transaction of 32 clients after the other; returns the transactions per second.
    pub fn transact(&self, database: &str, script: &Path, clients: usize, time: Duration) -> Result<f64> {
        let mut command = self.client("pgbench", "longan");
        let seconds = time.as_secs_f64().ceil().max(1.0);
        command.args(["-n", "-M", "prepared", "-j", "2", "-c", &clients.to_string(), "-T", &seconds.to_string(), "-f"]);
        let output = command.arg(script).arg(database).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        match find_rate(&text) {
            Some(rate) if output.status.success() => Ok(rate),
            _ => Err(format!("pgbench failed: {}", String::from_utf8_lossy(&output.stderr).trim()).into()),
        }
    }

    fn client(&self, program: &str, user: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.arg("-h").arg(self.folder.path()).args(["-U", user]);
        command
    }
}

/// Does not wait for clients.
impl Drop for Postgres {
    fn drop(&mut self) {
        self.process.tell("INT");
    }
}

/// The folder with the programs of the newest server.
fn programs() -> Result<PathBuf> {
    let version = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let all = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = all.filter(|path| path.join("bin/initdb").exists()).max_by_key(version);
    let missing = "skipped: there is no PostgreSQL server (Debian: postgresql)";
    Ok(newest.ok_or(missing)?.join("bin"))
}

/// The user and the group that the server runs as, if this is root: PostgreSQL refuses to run as root.
fn owner() -> Result<Option<(u32, u32)>> {
    let ask = |arguments: &[&str]| -> Result<u32> {
        let output = Command::new("id").args(arguments).output()?;
        Ok(String::from_utf8(output.stdout)?.trim().parse().map_err(|_| "there is no user postgres")?)
    };
    match ask(&["-u"])? {
        0 => Ok(Some((ask(&["-u", "postgres"])?, ask(&["-g", "postgres"])?))),
        _ => Ok(None),
    }
}

/// The rate in a report of pgbench.
fn find_rate(report: &str) -> Option<f64> {
    report.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_of_pgbench_is_found() {
        let report = "latency average = 9.1 ms\ntps = 3513.421 (without initial connection time)\n";
        assert_eq!(find_rate(report), Some(3513.421));
        assert_eq!(find_rate("latency average = 9.1 ms"), None);
    }
}
