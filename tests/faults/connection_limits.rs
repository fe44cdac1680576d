//! Connection limits: too many connections, slow ones, malformed requests; and shutdown with open connections.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::server::{Server, longan};

/// Opens a connection whose reads time out, so that a test fails instead of hanging.
fn connect(server: &Server) -> TcpStream {
    let connection = TcpStream::connect(&server.address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    connection
}

fn ask(mut connection: TcpStream, request: &str) -> String {
    // The server may reject a connection before the whole request is sent.
    let _ = connection.write_all(request.as_bytes());
    let mut answer = Vec::new();
    match connection.read_to_end(&mut answer) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
        _ => String::from_utf8_lossy(&answer).into_owned(),
    }
}

#[test]
fn connections_over_the_limit_are_rejected_until_others_close() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(longan(folder.path()).arg("--empty").env("LONGAN_SERVER_CONNECTIONS", "5"));
    // Each connection sends half a request and then waits.
    let slow: Vec<TcpStream> = (0..5)
        .map(|_| {
            let mut connection = connect(&server);
            connection.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
            connection
        })
        .collect();
    // The server accepts connections in order, so this one finds the limit reached.
    let answer = ask(connect(&server), "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("retry-after"), "{answer}");
    drop(slow);
    let mut answer = String::new();
    // The server notices closed connections when it next reads from them.
    for _ in 0..100 {
        answer = ask(connect(&server), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if answer.starts_with("HTTP/1.1 200") {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.stop("TERM");
}

#[test]
fn heads_without_end_and_nonsense_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(longan(folder.path()).arg("--empty"));
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {}", "a".repeat(200_000));
    let answer = ask(connect(&server), &long);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
    let many: String = (0..200).map(|number| format!("X-{number}: a\r\n")).collect();
    let answer = ask(connect(&server), &format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n"));
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "a".repeat(10_000));
    let answer = ask(connect(&server), &long);
    assert!(answer.starts_with("HTTP/1.1 414") && answer.contains("</h1>"), "{answer}");
    let answer = ask(connect(&server), "nonsense\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    let split = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n";
    let answer = ask(connect(&server), split);
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "one request is not taken for two: {answer}");
    assert!(server.get("/").starts_with("HTTP/1.1 200"));
    server.stop("TERM");
}

#[test]
fn shutdown_does_not_wait_for_idle_connections() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(longan(folder.path()).arg("--empty"));
    let mut idle = connect(&server);
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = [0; 1024];
    assert!(idle.read(&mut answer).unwrap() > 0);
    server.stop("TERM");
    assert_eq!(idle.read(&mut answer).unwrap(), 0, "the connection has been closed");
}

#[test]
fn the_log_has_requests_when_it_should_and_never_their_queries() {
    let folder = tempfile::tempdir().unwrap();
    let all = [("LONGAN_SERVER_LOG_REQUESTS", "all"), ("LONGAN_LOG_FORMAT", "json")];
    let server = Server::start(longan(folder.path()).arg("--empty").envs(all));
    assert!(server.get("/none?q=lan@example.org").starts_with("HTTP/1.1 404"));
    let mut log = server.log();
    while !log.contains("/none") {
        std::thread::sleep(Duration::from_millis(10));
        log = server.log();
    }
    let line = log.lines().find(|line| line.contains("/none")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!((&line["status"], &line["path"]), (&404.into(), &"/none".into()));
    assert!(line["span"]["id"].as_str().is_some_and(|id| id.len() == 16), "{line}");
    assert!(!log.contains("lan@example.org") && !log.contains("127.0.0.1\""), "{log}");
    server.stop("TERM");
}
