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
    assert!(good && said.contains("notice: 1 files of pictures are in s3://files/site"), "{said}");

    let mut serving = longan(folder);
    with_storage(&mut serving, &server);
    let site = Server::start(&mut serving);
    assert!(site.get("/media/1/a.png").starts_with("HTTP/1.1 200"));
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "database"]);
    assert!(good && said.contains("moved to the database, and compared: 1 files"), "{said}");
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
    let (good, said) = run(folder, &server, none, &["media", "list"]);
    assert!(!good && said.contains("LONGAN_STORAGE_SECRET"), "{said}");
    let unset = |command: &mut Command| {
        command.env_remove("LONGAN_STORAGE_URL");
    };
    let (good, said) = run(folder, &server, unset, &["check"]);
    assert!(!good && said.contains("`storage.url` names none"), "{said}");

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
    assert!(!good && said.contains("of 1 objects that were looked for, s3://files/site has not 1"), "{said}");
    let (good, said) = run(folder, &server, plain, &["media", "move", "--to", "database"]);
    assert!(!good && said.contains("1 files could not be read and are where they were"), "{said}");
    let (good, said) = run(folder, &server, plain, &["export", "copy"]);
    assert!(!good && said.contains("1 files of pictures are not in it"), "{said}");
    assert!(folder.join("copy/site.json").is_file(), "what is there is exported");
}
