//! A database that cannot be written for a while.

use std::process::Command;

use rusqlite::Connection;

use crate::faults::{OPEN, POST, form_of, is_taken};
use crate::server::{Server, isolate, longan};

/// A command that survives a file size limit: it ignores the signal (SIGXFSZ) that would end it.
fn bounded(folder: &std::path::Path) -> Command {
    let mut command = Command::new("sh");
    isolate(&mut command, folder);
    command.args(["-c", &format!("trap '' XFSZ; exec {}", env!("CARGO_BIN_EXE_longan"))]);
    command
}

fn bound_files(server: &Server, bytes: &str) {
    let pid = server.process.id().to_string();
    let status = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={bytes}:unlimited")]).status();
    assert!(status.unwrap().success());
}

/// Asserts that the answer says that the comment could not be stored, and repeats what was typed.
fn assert_told(answer: &str) {
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("retry-after: ") && answer.contains("Bình luận chưa lưu được"), "{answer}");
    assert!(answer.contains("words that must stay"), "what was typed comes back: {answer}");
}

#[test]
fn a_full_disk_takes_no_comment_and_loses_none() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(bounded(folder.path()).envs(OPEN));
    let form = form_of(&server);
    assert!(is_taken(&server.post(POST, &format!("{form}&body=before")).unwrap()));
    // No file can grow, or be written beyond its first page.
    bound_files(&server, "4096");
    let answer = server.post(POST, &format!("{form}&body=words+that+must+stay")).unwrap();
    assert_told(&answer);
    assert!(server.get("/readyz").contains("not ready: "), "who watches the site knows");
    assert!(server.get(POST).starts_with("HTTP/1.1 200"), "readers notice nothing");
    assert!(server.log().contains("the database failed"), "{}", server.log());
    bound_files(&server, "unlimited");
    let answer = server.post(POST, &format!("{form}&body=words+that+must+stay")).unwrap();
    assert!(is_taken(&answer), "without a restart: {answer}");
    // The result of a health check is cached for one second.
    let is_ready = || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        server.get("/readyz").contains("ready\n")
    };
    assert!((0..300).any(|_| is_ready()), "who watches the site knows that it is over");
    server.stop("TERM");
    let database = Connection::open(folder.path().join("longan.db")).unwrap();
    let verdict: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let count = "SELECT COUNT(*) FROM comments WHERE source IN ('before', 'words that must stay')";
    assert_eq!(database.query_row(count, [], |row| row.get::<_, i64>(0)).unwrap(), 2);
}

#[test]
fn a_locked_database_is_waited_for_and_then_reported() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(longan(folder.path()).envs(OPEN));
    let form = form_of(&server);
    let other = Connection::open(folder.path().join("longan.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(server.get("/gioi-thieu").starts_with("HTTP/1.1 200"), "readers wait for nobody");
    assert!(server.get("/readyz").contains("not ready: "), "who watches the site knows");
    let answer = server.post(POST, &format!("{form}&body=words+that+must+stay")).unwrap();
    assert_told(&answer);
    assert!(server.log().contains("database is locked"), "{}", server.log());
    other.execute_batch("ROLLBACK").unwrap();
    let answer = server.post(POST, &format!("{form}&body=words+that+must+stay")).unwrap();
    assert!(is_taken(&answer), "without a restart: {answer}");
    assert!(server.get("/readyz").contains("ready\n"));
    server.stop("TERM");
}
