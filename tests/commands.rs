//! Tests of the command line.

use std::fs::Permissions;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::server::{Server, longan};

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wordpress.xml");

fn run(folder: &Path, arguments: &[&str]) -> (bool, String, String) {
    let Output { status, stdout, stderr } = longan(folder).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.success(), text(stdout), text(stderr))
}

#[test]
fn help_names_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let (good, help, _) = run(folder.path(), &["--help"]);
    assert!(good);
    for word in [
        "serve",
        "import",
        "check",
        "comment",
        "person",
        "user",
        "backup",
        "restore",
        "export",
        "media",
        "--addr",
        "--database",
        "--config",
        "--empty",
    ] {
        assert!(help.contains(word), "no {word}");
    }
}

#[test]
fn check_distinguishes_a_sound_database() {
    let folder = tempfile::tempdir().unwrap();
    let (good, _, fault) = run(folder.path(), &["check"]);
    assert!(!good && fault.contains("longan.db"));
    assert!(!folder.path().join("longan.db").exists(), "checking makes nothing");
    assert!(run(folder.path(), &["import", "wordpress", EXPORT]).0);
    let (good, said, fault) = run(folder.path(), &["check"]);
    assert!(good, "{said}{fault}");
    let database = folder.path().join("longan.db");
    std::fs::set_permissions(&database, Permissions::from_mode(0o644)).unwrap();
    let (good, said, fault) = run(folder.path(), &["check"]);
    assert!(!good && said.contains("longan.db has the permissions 644"), "{said}");
    assert!(fault.contains("longan.db: 1 fault\n"), "{fault}");
    assert!(run(folder.path(), &["user", "list"]).0, "opening it mends that");
    assert!(run(folder.path(), &["check"]).0);
    std::fs::write(folder.path().join("Leptos.toml"), "[site]\nlanguage = 'xx'").unwrap();
    let (good, _, fault) = run(folder.path(), &["check"]);
    assert!(!good && fault.contains("Leptos.toml") && fault.contains("xx"), "{fault}");
}

#[test]
fn an_import_comes_in_once_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("longan.db");
    assert!(run(folder.path(), &["import", "wordpress", EXPORT, "--dry-run"]).0);
    assert!(!database.exists());
    let broken = EXPORT.replace("wordpress.xml", "broken.xml");
    let (good, _, fault) = run(folder.path(), &["import", "wordpress", &broken, "--strict"]);
    assert!(!good && fault.contains("line") && fault.contains("column"), "{fault}");
    assert!(!database.exists());
    let (good, _, fault) = run(folder.path(), &["import", "wordpress", "nowhere.xml"]);
    assert!(!good && fault.contains("nowhere.xml") && !database.exists());

    let (good, first, log) = run(folder.path(), &["import", "wordpress", EXPORT]);
    assert!(good && first.starts_with("Đã nhập") && !log.contains("INFO"), "only warnings are logged: {log}");
    let (good, again, _) = run(folder.path(), &["import", "wordpress", EXPORT]);
    assert!(good && again.contains("Đã có sẵn"));
    let before = std::fs::read(&database).unwrap();
    assert!(!run(folder.path(), &["import", "wordpress", &broken, "--strict"]).0);
    assert_eq!(std::fs::read(&database).unwrap(), before);
}

#[test]
fn what_was_imported_is_found_once_a_server_has_run_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["import", "wordpress", EXPORT]).0);
    let serve = || Server::start(longan(folder.path()).args(["serve"]));
    // The server is killed before it can index much.
    drop(serve());
    let server = serve();
    let is_found = || server.get("/search?q=co+dien").contains("<mark>");
    let soon = Instant::now() + Duration::from_secs(20);
    while !is_found() {
        assert!(Instant::now() < soon, "{}", server.log());
        sleep(Duration::from_millis(50));
    }
    // Posts that are imported while the server runs are indexed, too.
    let note = folder.path().join("notes");
    std::fs::create_dir(&note).unwrap();
    std::fs::write(note.join("a.md"), "---\ntitle: Zuyqq\ndate: 2020-01-01\n---\n\nx\n").unwrap();
    assert!(run(folder.path(), &["import", "markdown", note.to_str().unwrap()]).0);
    while !server.get("/search?q=zuyqq").contains("<mark>") {
        assert!(Instant::now() < soon, "{}", server.log());
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn comments_are_moderated_all_or_none() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["import", "wordpress", EXPORT]);
    let (good, listed, _) = run(folder.path(), &["comment", "list"]);
    assert!(good && listed.contains("comments that wait: 1"), "{listed}");
    let id = listed.split_whitespace().next().unwrap();
    assert!(!run(folder.path(), &["comment", "approve", id, "9999"]).0);
    assert!(run(folder.path(), &["comment", "list"]).1.contains("comments that wait: 1"));
    assert!(run(folder.path(), &["comment", "approve", id]).0);
    assert!(run(folder.path(), &["comment", "list"]).1.contains("comments that wait: 0"));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (good, _, fault) = run(folder.path(), &["--empty", "--addr", &address]);
    assert!(!good && fault.contains(&address), "{fault}");
}

#[test]
fn serving_ends_when_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    for (signal, arguments) in [("TERM", vec![]), ("INT", vec!["serve"])] {
        let server = Server::start(longan(folder.path()).args(arguments).env("LONGAN_SITE_TITLE", "Tờ báo thử"));
        let answer = server.get("/");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Tờ báo thử"));
        server.stop(signal);
    }
    assert!(folder.path().join("longan.db").exists());
    assert!(!folder.path().join("longan.db-wal").exists(), "the log has been moved into the file");
}

/// Runs a command that reads a password from standard input.
fn run_with_password(folder: &Path, arguments: &[&str], password: &str) -> (bool, String, String) {
    let mut command = longan(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that needs no password may exit without reading it.
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).ok();
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn users_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let add = |email: &str, role: &str, password: &str| {
        run_with_password(folder, &["user", "add", email, "--name", "Lan", "--role", role], password)
    };
    let (good, said, fault) = add("lan@example.org", "administrator", "cá lóc nướng trui");
    assert!(good && said.contains("lan@example.org is an administrator"), "{said}{fault}");
    for (email, role, password, reason) in [
        ("lan@example.org", "author", "cá lóc nướng trui", "already"),
        ("minh@example.org", "author", "short", "at least 10"),
        ("minh@example.org", "author", "1234567890", "first that others try"),
        ("minh", "author", "cá lóc nướng trui", "not an email"),
        ("minh@example.org", "king", "cá lóc nướng trui", "possible values: author, editor, administrator"),
    ] {
        let (good, _, fault) = add(email, role, password);
        assert!(!good && fault.contains(reason), "{fault}");
    }
    assert!(add("minh@example.org", "author", "cá lóc nướng trui").0);
    let (good, _, fault) = run(folder, &["user", "role", "lan@example.org", "editor"]);
    assert!(!good && fault.contains("last administrator"), "{fault}");
    assert!(run(folder, &["user", "role", "Minh@example.org", "editor"]).0);
    let (_, list, _) = run(folder, &["user", "list"]);
    assert!(list.contains("editor") && list.contains("minh@example.org") && list.contains("2 users"), "{list}");
    let change = ["user", "password", "minh@example.org", "--without-passkeys"];
    let (good, said, _) = run_with_password(folder, &change, "mưa dầm thấm lâu");
    assert!(good && !said.contains("mưa"), "{said}");
    assert!(!run(folder, &["user", "remove", "lan@example.org"]).0);
    assert!(run(folder, &["user", "remove", "minh@example.org", "--posts-to", "lan@example.org"]).0);
    assert!(!run(folder, &["user", "remove", "minh@example.org"]).0);
}

#[test]
fn a_site_is_backed_up_while_it_is_served_and_restored_elsewhere() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start(&mut longan(folder.path()));
    let (good, said, fault) = run(folder.path(), &["backup", "site.backup"]);
    assert!(good && said.contains("15 posts and pages"), "{said}{fault}");
    let (good, _, fault) = run(folder.path(), &["backup", "site.backup"]);
    assert!(!good && fault.contains("--force"), "{fault}");
    assert!(run(folder.path(), &["backup", "site.backup", "--force"]).0);
    let (good, _, fault) = run(folder.path(), &["restore", "site.backup"]);
    assert!(!good && fault.contains("longan.db") && fault.contains("stop it first"), "{fault}");
    let home = server.get("/");
    server.stop("TERM");

    let backup = folder.path().join("site.backup");
    let (good, said, fault) = run(other.path(), &["restore", backup.to_str().unwrap(), "--database", "new.db"]);
    assert!(good && said.contains("15 posts and pages"), "{said}{fault}");
    let (good, said, fault) = run(other.path(), &["check", "--database", "new.db"]);
    assert!(good, "{said}{fault}");
    let restored = Server::start(longan(other.path()).args(["--database", "new.db"]));
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    assert_eq!(body(&restored.get("/")).len(), body(&home).len());
    restored.stop("TERM");

    let (good, said, fault) = run(folder.path(), &["restore", "site.backup"]);
    assert!(good && said.contains("longan.db.replaced-"), "{said}{fault}");
    assert!(run(folder.path(), &["check"]).0);
}

#[test]
fn a_backup_that_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["import", "wordpress", EXPORT]);
    let names = || {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    // Limits file sizes to 128 blocks of 512 bytes, and ignores the signal (SIGXFSZ) that would end the process.
    let script = format!("trap '' XFSZ; ulimit -f 128; exec {} backup small.backup", env!("CARGO_BIN_EXE_longan"));
    let Output { status, stderr, .. } =
        Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    let fault = String::from_utf8(stderr).unwrap();
    assert!(!status.success() && fault.contains("cannot write"), "{fault}");
    assert_eq!(names(), before);
    assert!(!run(folder.path(), &["backup", "nowhere/site.backup"]).0);
    assert_eq!(names(), before);
    assert!(run(folder.path(), &["check"]).0);
}

#[test]
fn an_exported_archive_can_be_imported() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["import", "wordpress", EXPORT]);
    let (good, said, fault) = run(folder.path(), &["export", "files"]);
    assert!(good && said.contains("8 posts and pages, 5 comments"), "{said}{fault}");
    assert!(!run(folder.path(), &["export", "files"]).0, "nothing is written over");
    let (good, said, fault) = run(folder.path(), &["import", "archive", "files", "--database", "new.db"]);
    assert!(good && said.contains("8 posts and pages, 5 comments"), "{said}{fault}");
    assert!(run(folder.path(), &["check", "--database", "new.db"]).0);
    let (good, _, fault) = run(folder.path(), &["import", "archive", "files", "--database", "new.db"]);
    assert!(!good && fault.contains("empty"), "{fault}");
    let (good, _, fault) = run(folder.path(), &["import", "archive", ".", "--database", "none.db"]);
    assert!(!good && fault.contains("not an archive") && !folder.path().join("none.db").exists(), "{fault}");
}

#[test]
fn a_person_gets_what_is_kept_of_them_and_can_have_it_erased() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(run(folder, &["import", "wordpress", EXPORT]).0);
    let export = || {
        let (good, said, fault) = run(folder, &["person", "export", " SAU@nha.example "]);
        assert!(good, "{fault}");
        serde_json::from_str::<serde_json::Value>(&said).unwrap()
    };
    let before = export();
    let count = before["comments"].as_array().unwrap().len();
    assert!(count > 0 && before["comments"][0]["email"] == "sau@nha.example", "{before}");
    let holds = |ending: &str| {
        let bytes = std::fs::read(folder.join(format!("longan.db{ending}"))).unwrap_or_default();
        bytes.windows(15).any(|bytes| bytes == b"sau@nha.example")
    };
    assert!(holds(""));
    // A running server holds a read connection, which keeps the write-ahead log in place.
    let server = Server::start(longan(folder).args(["serve"]));
    let (good, said, _) = run(folder, &["person", "erase", "Sau@nha.example"]);
    assert!(!holds("") && !holds("-wal"), "{said}");
    server.stop("TERM");
    assert!(
        good && said.contains(&format!("comments that are by nobody now: {count}")) && said.contains("backups"),
        "{said}"
    );
    assert!(export()["comments"].as_array().unwrap().is_empty());
}
