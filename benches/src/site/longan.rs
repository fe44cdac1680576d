//! A running Longan site in a folder of its own.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Process;
use crate::error::Result;
use crate::network::connection::fetch;
use crate::network::request::{Accept, get};

/// Settings as environment variables, without the prefix `LONGAN_`.
pub type Settings<'a> = &'a [(&'a str, &'a str)];

/// Turns the page cache off.
pub const CACHE_OFF: (&str, &str) = ("SERVER_PAGE_CACHE_MEGABYTES", "0");
/// Turns off moderation and rate limits of comments.
pub const TAKES_COMMENTS: [(&str, &str); 3] =
    [("COMMENTS_SECONDS_TO_WRITE", "0"), ("COMMENTS_BURST", "1000000"), ("COMMENTS_MODERATION", "nobody")];

/// A running site.
pub struct Longan {
    pub address: SocketAddr,
    pub process: Process,
    /// The lines logged since the start.
    log: std::sync::mpsc::Receiver<String>,
}

impl Longan {
    /// Serves the database in this folder; a new one gets the sample site.
    pub fn start(binary: &Path, folder: &Path, settings: Settings) -> Result<Longan> {
        Longan::start_at(binary, folder, settings, "127.0.0.1:0")
    }

    fn start_at(binary: &Path, folder: &Path, settings: Settings, address: &str) -> Result<Longan> {
        let mut command = command(binary, folder, settings);
        command.args(["--addr", address]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = Process::start(&mut command)?;
        let log = process.child().stderr.take().ok_or("the log cannot be read")?;
        let (lines, received) = std::sync::mpsc::channel();
        // Reads the log until the process ends: a full pipe would block the server.
        std::thread::spawn(move || {
            for line in BufReader::new(log).lines().map_while(std::result::Result::ok) {
                let _ = lines.send(line);
            }
        });
        let mut said = Vec::new();
        loop {
            let Ok(line) = received.recv_timeout(Duration::from_secs(60)) else {
                return Err(format!("Longan did not start:\n{}", said.join("\n")).into());
            };
            if let Some((_, address)) = line.split_once("serving on http://") {
                return Ok(Longan { address: address.trim().parse()?, process, log: received });
            }
            said.push(line);
        }
    }

    /// Starts the server; returns the milliseconds from before the start to the first answer at `path`.
    pub fn time_start(binary: &Path, folder: &Path, path: &str) -> Result<(Longan, f64)> {
        // A port that was free a moment ago; another process could take it only by chance.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let request = get(path, Accept::Brotli, None);
        let mut command = command(binary, folder, &[]);
        command.args(["--addr", &address.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let begin = Instant::now();
        let mut process = Process::start(&mut command)?;
        loop {
            match fetch(address, &request) {
                Ok((200, ..)) => break,
                Ok((status, ..)) => return Err(format!("the first answer had status {status}").into()),
                Err(error) if begin.elapsed() > Duration::from_secs(60) => return Err(error),
                Err(_) if process.child().try_wait()?.is_some() => return Err("Longan did not start".into()),
                Err(_) => std::thread::sleep(Duration::from_micros(250)),
            }
        }
        let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
        Ok((Longan { address, process, log: std::sync::mpsc::channel().1 }, milliseconds))
    }

    /// Reads a page as text; any status but 200 is an error.
    pub fn read(&self, path: &str) -> Result<String> {
        let (status, _, body) = fetch(self.address, &get(path, Accept::Identity, None))?;
        match status {
            200 => Ok(String::from_utf8(body)?),
            status => Err(format!("{path} has status {status}").into()),
        }
    }

    /// Stops the server; fails if it has logged an error.
    pub fn stop(mut self) -> Result<()> {
        self.process.stop()?;
        match self.log.try_iter().find(|line| line.contains("ERROR") || line.contains("panicked")) {
            Some(line) => Err(format!("Longan logged an error: {line}").into()),
            None => Ok(()),
        }
    }
}

/// A command that runs Longan in a folder, with only these settings.
pub fn command(binary: &Path, folder: &Path, settings: Settings) -> Command {
    let mut command = Command::new(binary);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("LONGAN_")) {
        command.env_remove(name);
    }
    command.envs(settings.iter().map(|(name, value)| (format!("LONGAN_{name}"), value)));
    command.current_dir(folder);
    command
}

/// The path of the database in a site's folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("longan.db")
}

/// Creates a database without content, with the schema of this binary.
pub fn prepare(binary: &Path, folder: &Path) -> Result<()> {
    let mut command = command(binary, folder, &[]);
    command.args(["--addr", "127.0.0.1:0", "--empty"]).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = Process::start(&mut command)?;
    let log = process.child().stderr.take().ok_or("the log cannot be read")?;
    let mut said = String::new();
    for line in BufReader::new(log).lines() {
        let line = line?;
        if line.contains("serving on") {
            return process.stop();
        }
        said = said + &line + "\n";
    }
    Err(format!("Longan did not start:\n{said}").into())
}
