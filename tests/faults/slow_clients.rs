//! Slow clients, deliberate or not: their connections are closed in time, and other clients are served meanwhile.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::faults::POST;
use crate::server::{Server, longan};

/// A server with a short timeout in `setting`.
fn impatient(folder: &Path, setting: &str) -> Server {
    Server::start(longan(folder).env(setting, "1"))
}

/// Opens a connection whose reads time out, so that a test fails instead of hanging.
fn connect(server: &Server) -> TcpStream {
    let connection = TcpStream::connect(&server.address).unwrap();
    connection.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    connection
}

/// Reads until the server closes the connection.
fn read_out(mut connection: &TcpStream) -> String {
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    loop {
        match connection.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&piece[..length]),
            // Bytes sent after the server closed the connection cause a reset.
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => panic!("the connection was not closed: {error}"),
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn an_endless_head_times_out() {
    let folder = tempfile::tempdir().unwrap();
    let server = impatient(folder.path(), "LONGAN_SERVER_IDLE_SECONDS");
    let slow = connect(&server);
    let mut sending = slow.try_clone().unwrap();
    sending.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").unwrap();
    // It never pauses for as long as the timeout of the whole head.
    let dripping = thread::spawn(move || {
        while sending.write_all(b"a").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    assert!(server.get("/").starts_with("HTTP/1.1 200"), "others are served meanwhile");
    let answer = read_out(&slow);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    let _ = slow.shutdown(Shutdown::Both);
    dripping.join().unwrap();
    server.stop("TERM");
}

#[test]
fn a_stalled_body_times_out() {
    let folder = tempfile::tempdir().unwrap();
    let server = impatient(folder.path(), "LONGAN_SERVER_STALLED_SECONDS");
    let mut slow = connect(&server);
    let head = format!(
        "POST {POST} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\nbody=words"
    );
    slow.write_all(head.as_bytes()).unwrap();
    assert!(server.get("/").starts_with("HTTP/1.1 200"), "others are served meanwhile");
    let answer = read_out(&slow);
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("</h1>"), "{answer}");
    assert!(server.get("/").starts_with("HTTP/1.1 200"));
    server.stop("TERM");
}

#[test]
fn clients_that_do_not_read_are_disconnected() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("LONGAN_SERVER_STALLED_SECONDS", "1"), ("LONGAN_SERVER_CONNECTIONS", "2")];
    let server = Server::start(longan(folder.path()).envs(settings));
    let mut slow = connect(&server);
    // The responses exceed what the kernel buffers for a connection.
    let many = format!("GET {POST} HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(1000);
    slow.write_all(many.as_bytes()).unwrap();
    let mut other = connect(&server);
    let mut ask = || {
        other.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = [0; 1024];
        let length = other.read(&mut answer).unwrap();
        assert!(answer[..length].starts_with(b"HTTP/1.1 200"), "others are served meanwhile");
    };
    ask();
    let knock = || {
        let mut connection = connect(&server);
        let _ = connection.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        read_out(&connection)
    };
    // Connections are refused until the server closes the slow one. The other open connection is kept.
    let mut answer = String::new();
    for _ in 0..600 {
        answer = knock();
        if answer.starts_with("HTTP/1.1 200") {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    ask();
    server.stop("TERM");
}
