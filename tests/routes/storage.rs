//! Pictures in S3-compatible storage, with a real server.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::tz::TimeZone;
use longan::clock::now;
use longan::media::stored_files::{FilePlace, delete_due, move_files};
use longan::model::user::Role;
use longan::storage::StorageError;
use longan::store::files::{FileError, FileStore};
use longan::store::media::{NewFile, NewMedia, add, count_stored};
use longan::store::{Store, sql, stored_deletions};
use longan::transfer::archive;
use serde_json::{Value, json};

use crate::object_server::ObjectServer;
use crate::routes::media::{call, read, send, speckled};
use crate::routes::site::{Answer, Site};

pub const HOUR: i64 = 60 * 60 * 1000;

async fn count(store: &Store) -> (i64, i64) {
    count_stored(&mut store.read().await.unwrap()).await.unwrap()
}

pub async fn upload(site: &Site, cookie: &str, seed: u32) -> Value {
    let answer = send(site, cookie, "name=cau.png", speckled(700, 300, seed)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    read(&answer)
}

pub fn text<'a>(media_item: &'a Value, name: &str) -> &'a str {
    media_item[name].as_str().unwrap()
}

pub fn assert_unavailable(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    assert!(answer.headers.get(header::CACHE_CONTROL).is_none_or(|policy| policy == "no-store"));
}

/// Adds pictures of three small files each, which are in the database.
async fn add_small(store: &Store, count: u8) {
    let mut writing = store.write().await.unwrap();
    for number in 0..count {
        let file = |name: &str, width| NewFile {
            name: name.to_owned(),
            content_type: "image/webp",
            width,
            height: width,
            content: vec![number; width as usize],
            stored: None,
        };
        let media = NewMedia {
            digest: number.to_string(),
            alt: String::new(),
            user_id: None,
            created_at: 1,
            main: file("a.webp", 800),
            widths: vec![file("a-320.webp", 320), file("a-640.webp", 640)],
        };
        add(&mut writing, &media).await.unwrap().unwrap();
    }
    writing.commit().await.unwrap();
}

/// The whole content of the library, by address.
async fn contents(site: &Site, pictures: i64) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for id in 1..=pictures {
        for name in ["a.webp", "a-320.webp", "a-640.webp"] {
            let request = Request::get(format!("/media/{id}/{name}")).body(Body::empty()).unwrap();
            let (_, status, body) = site.ask_whole(request).await;
            assert_eq!(status, StatusCode::OK, "{id} {name}");
            found.push(body);
        }
    }
    found
}

#[tokio::test]
async fn pictures_are_stored_read_and_deleted_later() {
    let server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let store = &site.state.store;
    let cookie = site.log_in(Role::Editor).await;
    let media_item = upload(&site, &cookie, 1).await;
    let (there, stored) = count(store).await;
    assert!(there == 0 && stored > 1);
    assert_eq!(server.objects().len() as i64, stored);

    let path = text(&media_item, "path");
    let whole = site.ask_whole(Request::get(path).body(Body::empty()).unwrap()).await;
    let length: u64 = server.objects().iter().map(|object| object.metadata().unwrap().len()).sum();
    assert_eq!(media_item["size"], json!(length));
    assert_eq!((whole.1, &whole.0[header::CONTENT_TYPE]), (StatusCode::OK, &"image/png".parse().unwrap()));
    assert_eq!(whole.0[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(whole.0[header::ACCEPT_RANGES], "bytes");
    assert!(whole.2.starts_with(b"\x89PNG"));
    let part = Request::get(path).header(header::RANGE, "bytes=1-3").body(Body::empty()).unwrap();
    let part = site.ask_whole(part).await;
    assert_eq!((part.1, part.2.as_slice()), (StatusCode::PARTIAL_CONTENT, &b"PNG"[..]));
    assert_eq!(part.0[header::CONTENT_RANGE], format!("bytes 1-3/{}", whole.2.len()));
    let beyond = Request::get(path).header(header::RANGE, "bytes=99999999-").body(Body::empty()).unwrap();
    assert_eq!(site.ask(beyond).await.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let counts = store.files.cache.counts();
    assert_eq!((counts.misses, counts.hits), (1, 1), "it was read once");

    // Those of files that have rows are no longer in the list after it was their time.
    assert_eq!(delete_due(store, now() + 25 * HOUR).await.unwrap(), 0);
    assert_eq!(stored_deletions::count(&mut store.read().await.unwrap()).await.unwrap(), 0);
    let answer = call(&site, &cookie, "delete", json!({ "id": media_item["id"], "deletion": "Careful" })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete_due(store, now() + HOUR / 2).await.unwrap(), 0);
    assert_eq!(server.objects().len() as i64, stored, "a page that was read before may still need it");
    assert_eq!(delete_due(store, now() + 2 * HOUR).await.unwrap() as i64, stored);
    assert!(server.objects().is_empty());
}

#[tokio::test]
async fn a_storage_that_is_down_loses_nothing() {
    let mut server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let store = &site.state.store;
    let cookie = site.log_in(Role::Editor).await;
    let media_item = upload(&site, &cookie, 1).await;
    let (path, small) = (text(&media_item, "path"), text(&media_item, "thumbnail"));
    assert_eq!(site.get(path).await.status, StatusCode::OK);
    let before = (count(store).await, server.objects());

    server.stop();
    assert_eq!(site.get(path).await.status, StatusCode::OK, "from memory");
    for _ in 0..2 {
        let answer = site.get(small).await;
        assert_unavailable(&answer);
        assert!(
            answer.body.contains("Nơi lưu ảnh và tệp") && !answer.body.contains("Cơ sở dữ liệu"),
            "{}",
            answer.body
        );
    }
    let answer = send(&site, &cookie, "name=b.png", speckled(100, 100, 2)).await;
    assert_unavailable(&answer);
    assert!(answer.body.contains("Nơi lưu ảnh và tệp"), "{}", answer.body);
    assert_eq!(site.get("/readyz").await.status, StatusCode::OK);
    assert!(!store.files.bucket().unwrap().state().is_up);

    server.resume();
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(site.get(small).await.status, StatusCode::OK);
    assert!(store.files.bucket().unwrap().state().is_up);
    assert_eq!((count(store).await, server.objects()), before, "the failed upload has left nothing");
    assert_eq!(send(&site, &cookie, "name=b.png", speckled(100, 100, 2)).await.status, StatusCode::OK);

    // An object that is gone or is another one is an error, but not one that browsers remember.
    store.files.cache.clear();
    let objects = server.objects();
    for object in &objects {
        std::fs::write(object, b"something else").unwrap();
    }
    assert_unavailable(&site.get(path).await);
    for object in &objects {
        std::fs::remove_file(object).unwrap();
    }
    assert_unavailable(&site.get(path).await);
}

#[tokio::test]
async fn a_transaction_that_is_rolled_back_leaves_no_object() {
    let server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let store = &site.state.store;
    let mut file = NewFile {
        name: "a.webp".to_owned(),
        content_type: "image/webp",
        width: 1,
        height: 1,
        content: vec![1; 9],
        stored: None,
    };
    store.place_files(&mut [&mut file]).await.unwrap();
    assert_eq!(server.objects().len(), 1);
    assert_eq!(delete_due(store, now() + 2 * HOUR).await.unwrap(), 0, "the row may still come");
    assert_eq!(delete_due(store, now() + 25 * HOUR).await.unwrap(), 1);
    assert!(server.objects().is_empty());
}

#[tokio::test]
async fn an_archive_has_all_files_and_brings_them_to_another_storage() {
    let (from, to) = (ObjectServer::start(), ObjectServer::start());
    let old = Site::with(|settings| from.set(settings)).await;
    let cookie = old.log_in(Role::Editor).await;
    let media_item = upload(&old, &cookie, 3).await;
    add_small(&old.state.store, 1).await;
    let (there, stored) = count(&old.state.store).await;
    assert!(there == 3 && stored > 1);
    let folder = tempfile::tempdir().unwrap();
    let (folder, zone) = (folder.path().join("archive"), TimeZone::UTC);
    archive::export(&old.state.store, &folder, &zone).await.unwrap();

    let new = Site::empty(|settings| to.set(settings)).await;
    archive::import(&new.state.store, &folder, &zone, &(std::sync::Arc::new(|_, _| {}) as _)).await.unwrap();
    assert_eq!(count(&new.state.store).await, (0, there + stored));
    assert_eq!(to.objects().len() as i64, there + stored);
    for address in [text(&media_item, "path"), text(&media_item, "thumbnail"), "/media/2/a-320.webp"] {
        let request = || Request::get(address).body(Body::empty()).unwrap();
        let (old, new) = (old.ask_whole(request()).await, new.ask_whole(request()).await);
        assert_eq!((new.1, new.2), (StatusCode::OK, old.2), "{address}");
    }
    assert_eq!(delete_due(&new.state.store, now() + 25 * HOUR).await.unwrap(), 0);
}

#[tokio::test]
async fn files_are_moved_to_the_storage_and_back() {
    let mut server = ObjectServer::start();
    let site = Site::with(|_| {}).await;
    add_small(&site.state.store, 14).await;
    let before = contents(&site, 14).await;
    let missing = move_files(&site.state.store, FilePlace::Storage, |_, _| {}).await.unwrap_err().1;
    assert!(matches!(missing, FileError::Storage(StorageError::Unset)), "{missing}");

    let mut settings = (*site.state.settings()).clone();
    server.set(&mut settings);
    let site = site.with_files(FileStore::open(&settings).unwrap());
    let store = &site.state.store;
    // The storage fails after some files.
    let stopping = std::sync::Mutex::new(Some(&mut server));
    let stop = |done: u64, all: u64| {
        assert_eq!(all, 42);
        if let Some(server) = stopping.lock().unwrap().take_if(|_| done >= 16) {
            server.stop();
        }
    };
    let (moved, error) = move_files(store, FilePlace::Storage, stop).await.unwrap_err();
    assert!(moved.files == 16 && error.to_string().contains("does not answer"), "{moved:?} {error}");
    assert_eq!(count(store).await, (26, 16));
    server.resume();
    let moved = move_files(store, FilePlace::Storage, |_, _| {}).await.unwrap();
    assert_eq!((moved.files, count(store).await), (26, (0, 42)));
    assert_eq!(contents(&site, 14).await, before);
    assert_eq!(delete_due(store, now() + 25 * HOUR).await.unwrap(), 16, "those that failed were announced");
    assert_eq!(server.objects().len(), 42);

    // A wrong object does not replace anything, and the others are moved.
    let spoiled = server.objects().remove(0);
    let right = std::fs::read(&spoiled).unwrap();
    std::fs::write(&spoiled, vec![9; right.len()]).unwrap();
    let moved = move_files(store, FilePlace::Database, |_, _| {}).await.unwrap();
    assert_eq!((moved.files, moved.lost, count(store).await), (41, 1, (41, 1)));
    std::fs::write(&spoiled, right).unwrap();
    let moved = move_files(store, FilePlace::Database, |_, _| {}).await.unwrap();
    assert_eq!((moved.files, moved.lost, count(store).await), (1, 0, (42, 0)));
    store.files.cache.clear();
    assert_eq!(server.objects().len(), 42, "deleted after an hour");
    assert_eq!(delete_due(store, now() + 2 * HOUR).await.unwrap(), 42);
    assert_eq!(contents(&site, 14).await, before);
}

#[tokio::test]
async fn pictures_in_pages_have_the_address_of_the_network() {
    let site = Site::with(|settings| settings.storage.public_address = "https://cdn.example".to_owned()).await;
    let cookie = site.log_in(Role::Editor).await;
    let media_item = upload(&site, &cookie, 5).await;
    let path = text(&media_item, "path");
    let mut writing = site.state.store.write().await.unwrap();
    let html = format!("<p><img src=\"{path}\" srcset=\"{path} 700w\"></p>");
    sql::query("UPDATE posts SET html = $1, image_src = $2 WHERE slug = 'so-hoa-xuong-nho'")
        .bind(&html)
        .bind(path)
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let page = site.get("/posts/so-hoa-xuong-nho").await.body;
    assert!(page.contains(&format!("src=\"https://cdn.example{path}\" srcset=\"https://cdn.example{path} 700w\"")));
    assert!(!page.contains(&format!("src=\"{path}\"")), "its picture, too");
    assert!(page.contains(&format!("content=\"https://bao.example{path}\"")), "link previews do not need it");
    let home = site.get("/").await.body;
    assert!(home.contains(&format!("src=\"https://cdn.example{path}\"")));
}
