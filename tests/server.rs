//! The program as a process, for tests that need one.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// A command that runs in a folder, without settings of the outer environment.
pub fn longan(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_longan"));
    isolate(&mut command, folder);
    command
}

/// Sets the folder of a command, and removes `LONGAN_` variables of the outer environment.
pub fn isolate(command: &mut Command, folder: &Path) {
    command.current_dir(folder);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LONGAN_")) {
        command.env_remove(name);
    }
}

/// A running server; it is stopped when dropped.
pub struct Server {
    pub process: Child,
    pub address: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    pub fn start(command: &mut Command) -> Server {
        Server::try_start(command).unwrap_or_else(|log| panic!("the server did not start:\n{log}"))
    }

    /// Starts the server; returns its output if it exits without serving.
    pub fn try_start(command: &mut Command) -> Result<Server, String> {
        let command = command.env("LONGAN_ADDR", "127.0.0.1:0").stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = String::new();
        let line = lines.by_ref().find(|line| {
            said += &format!("{line}\n");
            line.contains("serving on http://")
        });
        let Some(line) = line else {
            assert!(!process.wait().unwrap().success(), "it ended well without serving:\n{said}");
            return Err(said);
        };
        let address = line.rsplit("http://").next().unwrap();
        // In the JSON log format, text follows the address.
        let end = address.find(|c: char| !c.is_ascii_digit() && !".:".contains(c)).unwrap_or(address.len());
        let address = address[..end].to_owned();
        let log = Arc::new(Mutex::new(said));
        // Reads the log to its end: a full pipe would block the server.
        thread::spawn({
            let log = log.clone();
            move || lines.for_each(|line| *log.lock().unwrap() += &format!("{line}\n"))
        });
        Ok(Server { process, address, log })
    }

    /// The log so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// Head and body of the answer to a GET request.
    pub fn get(&self, path: &str) -> String {
        ask(&self.address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).unwrap()
    }

    /// Sends a form as a browser without JavaScript does.
    pub fn post(&self, path: &str, form: &str) -> std::io::Result<String> {
        post(&self.address, path, form)
    }

    pub fn stop(mut self, signal: &str) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The cookie of a browser that has commented before. A form that is sent twice is recognized by it.
const COMMENTER: &str = "longan-commenter=0123456789abcdef0123456789abcdef0123456789abcdef";

/// Sends a form to a server at this address.
pub fn post(address: &str, path: &str, form: &str) -> std::io::Result<String> {
    let length = form.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\nCookie: {COMMENTER}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    );
    ask(address, &(head + form))
}

/// Head and body of the answer to a GET request with cookies.
pub fn get_as(address: &str, path: &str, cookies: &str) -> std::io::Result<String> {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookies}\r\n\r\n"))
}

/// Head and body of the answer to a request.
pub fn ask(address: &str, request: &str) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    connection.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
