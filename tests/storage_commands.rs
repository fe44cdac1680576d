//! Commands of a site whose pictures are in S3-compatible storage.

use std::path::Path;
use std::process::{Command, Output};

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::object_server::{KEY_ID, ObjectServer, SECRET, URL};
use crate::server::{Server, longan};

fn with_storage(command: &mut Command, server: &ObjectServer) {
    command
        .env("LONGAN_STORAGE_URL", URL)
        .env("LONGAN_STORAGE_ENDPOINT", server.endpoint())
        .env("LONGAN_STORAGE_KEY_ID", KEY_ID)
        .env("LONGAN_STORAGE_SECRET", SECRET)
        .env("LONGAN_LOG", "debug");
}

/// Runs a command, which must not print a key. Returns whether it succeeded, and all it says.
fn run(folder: &Path, server: &ObjectServer, change: impl FnOnce(&mut Command), arguments: &[&str]) -> (bool, String) {
    let mut command = longan(folder);
    with_storage(&mut command, server);
    change(&mut command);
    let Output { status, stdout, stderr } = command.args(arguments).output().unwrap();
    let said = String::from_utf8([stdout, stderr].concat()).unwrap();
    assert_secret(&said);
    (status.success(), said)
}

fn assert_secret(said: &str) {
    assert!(!said.contains(SECRET) && !said.contains(KEY_ID), "{said}");
}

/// An archive with one picture.
fn write_archive(folder: &Path) {
    let media = folder.join("media/1");
    std::fs::create_dir_all(&media).unwrap();
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(4, 4)).write_to(&mut bytes, ImageFormat::Png).unwrap();
    std::fs::write(media.join("a.png"), bytes.into_inner()).unwrap();
    std::fs::write(folder.join("site.json"), r#"{"longan_archive": 1, "settings": {}}"#).unwrap();
    let line = r#"{"id":1,"digest":"d","name":"a.png","content_type":"image/png","width":4,"height":4,"created_at":1,
        "files":[{"name":"a.png","content_type":"image/png","width":4}]}"#;
    std::fs::write(folder.join("media.jsonl"), line.replace('\n', "")).unwrap();
}

#[test]
fn commands_speak_of_the_storage_and_never_of_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut server = ObjectServer::start();
    write_archive(&folder.join("archive"));
    let plain = |_: &mut Command| {};
    let (good, said) = run(folder, &server, plain, &["import", "archive", "archive"]);
    assert!(good && server.objects().len() == 1, "{said}");
    let (good, said) = run(folder, &server, plain, &["check"]);
    assert!(good && said.contains("0 in the database, 1 in the storage") && said.contains("answers"), "{said}");
    let (good, said) = run(folder, &server, plain, &["backup", "a.backup"]);
    assert!(good && said.contains("notice: not in this file, but in s3://files/site: 1 file."), "{said}");

    let mut serving = longan(folder);
    with_storage(&mut serving, &server);
    let site = Server::start(&mut serving);
    assert!(site.get("/media/1/a.png").starts_with("HTTP/1.1 200"));
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "database"]);
    assert!(good && said.contains("moved to the database, and compared: 1 file,"), "{said}");
    assert!(site.get("/media/1/a.png").starts_with("HTTP/1.1 200"));
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "storage"]);
    assert!(good && said.contains("0 files in longan.db, 1 in s3://files/site"), "{said}");

    let wrong = |command: &mut Command| {
        command.env("LONGAN_STORAGE_SECRET", "wrong-secret");
    };
    let (good, said) = run(folder, &server, wrong, &["check"]);
    assert!(!good && said.contains("refuses this") && !said.contains("wrong-secret"), "{said}");
    let none = |command: &mut Command| {
        command.env_remove("LONGAN_STORAGE_SECRET").env_remove("AWS_ACCESS_KEY_ID");
    };
    for arguments in [&["check"][..], &["export", "copy"], &["media", "move", "--to", "database"]] {
        let (good, said) = run(folder, &server, none, arguments);
        assert!(!good && said.contains("LONGAN_STORAGE_SECRET"), "{arguments:?}: {said}");
    }
    // The others do not need the storage.
    for arguments in [&["media", "list"][..], &["user", "list"], &["comment", "list"], &["backup", "b.backup"]] {
        let (good, said) = run(folder, &server, none, arguments);
        assert!(good, "{arguments:?}: {said}");
    }
    let unset = |command: &mut Command| {
        command.env_remove("LONGAN_STORAGE_URL");
    };
    let (good, said) = run(folder, &server, unset, &["check"]);
    assert!(!good && said.contains("`storage.url` names none"), "{said}");
    let warned = Server::start(&mut longan(folder)).log();
    assert!(warned.contains("WARN") && warned.contains("`storage.url` names none"), "{warned}");

    server.stop();
    let (good, said) = run(folder, &server, plain, &["check"]);
    assert!(!good && said.contains("does not answer"), "{said}");
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "database"]);
    assert!(!good && said.contains("run it again"), "{said}");
    site.get("/media/1/a.png");
    assert_secret(&site.log());
}

#[test]
fn a_lost_object_is_told_and_holds_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let server = ObjectServer::start();
    write_archive(&folder.join("archive"));
    let plain = |_: &mut Command| {};
    let (good, said) = run(folder, &server, plain, &["import", "archive", "archive"]);
    assert!(good, "{said}");
    server.objects().iter().for_each(|object| std::fs::remove_file(object).unwrap());
    let (good, said) = run(folder, &server, plain, &["check"]);
    assert!(!good && said.contains("s3://files/site lacks 1 of 1 object that it should have"), "{said}");
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "database"]);
    assert!(!good && said.contains("not moved, since lost or damaged in the storage: 1 file\n"), "{said}");
    let (good, said) = run(folder, &server, plain, &["export", "copy"]);
    assert!(!good && said.contains("not in it, since lost or damaged in the storage: 1 file\n"), "{said}");
    assert!(folder.join("copy/site.json").is_file(), "what is there is exported");
}

#[test]
fn a_storage_belongs_to_one_site() {
    let (one, two, server) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), ObjectServer::start());
    let (one, two) = (one.path(), two.path());
    let plain = |_: &mut Command| {};
    let start = |folder: &Path| {
        let mut serving = longan(folder);
        with_storage(&mut serving, &server);
        Server::try_start(serving.arg("--empty"))
    };
    start(one).unwrap().stop("TERM");
    let mark = std::fs::read(server.mark()).unwrap();
    let Err(said) = start(two) else { panic!("it started") };
    assert!(said.contains("s3://files/site is another site's") && said.contains("longan-site"), "{said}");
    write_archive(&two.join("archive"));
    for arguments in [&["check"][..], &["import", "archive", "archive"], &["media", "move", "--to", "storage"]] {
        let (good, said) = run(two, &server, plain, arguments);
        assert!(!good && said.contains("is another site's"), "{arguments:?}: {said}");
    }
    let (good, said) = run(two, &server, plain, &["media", "move", "--to", "database"]);
    assert!(good && said.contains("WARN") && said.contains("is another site's"), "reading is no harm: {said}");
    assert!(server.objects().is_empty() && std::fs::read(server.mark()).unwrap() == mark);

    // A backup in a new database is the same site.
    assert!(run(one, &server, plain, &["backup", "a.backup"]).0);
    let moved = tempfile::tempdir().unwrap();
    let backup = one.join("a.backup");
    assert!(run(moved.path(), &server, plain, &["restore", backup.to_str().unwrap()]).0);
    start(moved.path()).unwrap().stop("TERM");
    assert_eq!(std::fs::read(server.mark()).unwrap(), mark);
    // A site that replaces another one by a restore has its storage.
    let unset = |command: &mut Command| {
        command.env_remove("LONGAN_STORAGE_URL");
    };
    let mut serving = longan(two);
    Server::start(serving.arg("--empty")).stop("TERM");
    assert!(run(two, &server, unset, &["backup", "b.backup"]).0);
    let backup = two.join("b.backup");
    assert!(run(moved.path(), &server, plain, &["restore", backup.to_str().unwrap()]).0);
    assert_ne!(std::fs::read(server.mark()).unwrap(), mark);
    start(moved.path()).unwrap().stop("TERM");
}

#[test]
fn a_failed_import_into_a_new_database_marks_nothing() {
    let (folder, server) = (tempfile::tempdir().unwrap(), ObjectServer::start());
    let folder = folder.path();
    write_archive(&folder.join("archive"));
    std::fs::write(folder.join("archive/menu.jsonl"), "not JSON").unwrap();
    let plain = |_: &mut Command| {};
    let (good, said) = run(folder, &server, plain, &["import", "archive", "archive"]);
    assert!(!good && !folder.join("longan.db").exists(), "{said}");
    assert!(!server.mark().exists(), "the database that it named is gone");
}

#[test]
fn commands_print_nothing_but_their_result() {
    let (folder, mut server) = (tempfile::tempdir().unwrap(), ObjectServer::start());
    write_archive(&folder.path().join("archive"));
    let said = |server: &ObjectServer, arguments: &[&str]| {
        let mut command = longan(folder.path());
        with_storage(&mut command, server);
        let Output { stdout, stderr, .. } = command.env_remove("LONGAN_LOG").args(arguments).output().unwrap();
        [stdout, stderr].map(|text| String::from_utf8(text).unwrap())
    };
    let [out, log] = said(&server, &["import", "archive", "archive"]);
    assert!(
        out.starts_with("came in: 0 posts and pages, 0 comments, 1 picture") && !log.contains("INFO"),
        "{out}{log}"
    );
    server.stop();
    let [out, log] = said(&server, &["check"]);
    assert!(out.contains("does not answer") && !out.contains("INFO"), "{out}");
    assert!(log.contains("longan: longan.db: 1 fault\n") && !log.contains("INFO"), "no retries: {log}");
}
