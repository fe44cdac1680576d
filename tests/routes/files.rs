//! Files of the library that are not pictures: uploaded, served in parts, moved, exported, and in feeds.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::tz::TimeZone;
use longan::clock::now;
use longan::media::stored_files::{FilePlace, delete_unused_chunks, move_files};
use longan::model::user::Role;
use longan::store::media::{add_chunk, count_stored, delete};
use longan::store::{Store, sql};
use longan::transfer::archive;
use serde_json::{Value, json};

use crate::object_server::ObjectServer;
use crate::routes::embeds::publish;
use crate::routes::media::{call, read, speckled};
use crate::routes::site::{Answer, Site};

/// Bytes that are recognized as MP3, longer than two chunks.
pub fn sound() -> Vec<u8> {
    let mut bytes = b"ID3\x04\0\0\0\0\0\0".to_vec();
    bytes.extend((0..2_500_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8));
    bytes
}

async fn send(site: &Site, cookie: &str, name: &str, bytes: Vec<u8>) -> Answer {
    let request = Request::post(format!("/admin/media/files?name={name}")).header(header::COOKIE, cookie);
    site.ask(request.header("sec-fetch-site", "same-origin").body(Body::from(bytes)).unwrap()).await
}

pub async fn upload(site: &Site, cookie: &str, name: &str, bytes: Vec<u8>) -> Value {
    let answer = send(site, cookie, name, bytes).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    read(&answer)
}

pub async fn get(site: &Site, path: &str, range: Option<&str>) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
    let mut request = Request::get(path);
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    let (headers, status, body) = site.ask_whole(request.body(Body::empty()).unwrap()).await;
    (status, headers, body)
}

/// The end of a ZIP archive whose list of files is empty.
const EMPTY_LIST: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

async fn count_chunks(store: &Store) -> i64 {
    let query = sql::query_scalar("SELECT COUNT(*) FROM file_chunks");
    query.fetch_one(&mut store.read().await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_file_is_stored_in_chunks_and_served_in_parts() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let bytes = sound();
    let item = upload(&site, &cookie, "T%E1%BA%ADp%201.mp3", bytes.clone()).await;
    let path = item["path"].as_str().unwrap();
    assert!(path.starts_with("/media/1/tap-1-") && path.ends_with(".mp3"), "{path}");
    assert_eq!((&item["kind"], &item["size"]), (&json!("Mp3"), &json!(bytes.len())));
    assert_eq!(count_chunks(&site.state.store).await, 3);
    assert_eq!(upload(&site, &cookie, "other.mp3", bytes.clone()).await["id"], item["id"], "stored once");

    let (status, headers, body) = get(&site, path, None).await;
    assert_eq!((status, body == bytes), (StatusCode::OK, true));
    let text = |name: header::HeaderName| headers[name].to_str().unwrap().to_owned();
    assert_eq!(text(header::CONTENT_TYPE), "audio/mpeg");
    assert_eq!(text(header::CONTENT_LENGTH), bytes.len().to_string());
    assert_eq!(text(header::ACCEPT_RANGES), "bytes");
    assert_eq!(text(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(text(header::CONTENT_DISPOSITION), "inline; filename=\"tap-1.mp3\"");
    assert!(text(header::CONTENT_SECURITY_POLICY).contains("sandbox"));

    // Across the end of a chunk, to the end, and the last bytes.
    for (range, part) in [
        ("bytes=1048570-1048580", 1_048_570..1_048_581),
        ("bytes=2000000-", 2_000_000..bytes.len()),
        ("bytes=-5", bytes.len() - 5..bytes.len()),
        ("bytes=0-0", 0..1),
    ] {
        let (status, headers, body) = get(&site, path, Some(range)).await;
        assert_eq!((status, body == bytes[part.clone()]), (StatusCode::PARTIAL_CONTENT, true), "{range}");
        let expected = format!("bytes {}-{}/{}", part.start, part.end - 1, bytes.len());
        assert_eq!(headers[header::CONTENT_RANGE], expected);
        assert_eq!(headers[header::CONTENT_LENGTH], part.len().to_string());
    }
    let (status, headers, _) = get(&site, path, Some("bytes=99999999-")).await;
    assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(headers[header::CONTENT_RANGE], format!("bytes */{}", bytes.len()));
    assert_eq!(get(&site, path, Some("bytes=0-1,5-6")).await.0, StatusCode::OK, "the whole answers several ranges");
    let request = |etag: &str| {
        let request = Request::get(path).header(header::RANGE, "bytes=0-3").header(header::IF_RANGE, etag);
        request.body(Body::empty()).unwrap()
    };
    let etag = text(header::ETAG);
    assert_eq!(site.ask_whole(request(&etag)).await.1, StatusCode::PARTIAL_CONTENT);
    assert_eq!(site.ask_whole(request("\"other\"")).await.1, StatusCode::OK);
    let head = Request::head(path).header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
    let (headers, _, _) = site.ask_whole(head).await;
    assert_eq!(headers[header::CONTENT_LENGTH], bytes.len().to_string(), "never compressed again");
    assert!(!headers.contains_key(header::CONTENT_ENCODING));

    let answer = call(&site, &cookie, "delete", json!({ "id": 1, "deletion": "Careful" })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!((get(&site, path, None).await.0, count_chunks(&site.state.store).await), (StatusCode::NOT_FOUND, 0));
}

#[tokio::test]
async fn what_a_file_is_decides_how_it_is_served() {
    let site = Site::with(|settings| settings.media.document_megabytes = 1).await;
    let cookie = site.log_in(Role::Author).await;
    let pdf = upload(&site, &cookie, "bao-cao.docx", b"%PDF-1.7\nwords".to_vec()).await;
    let (_, headers, _) = get(&site, pdf["path"].as_str().unwrap(), None).await;
    assert_eq!(headers[header::CONTENT_TYPE], "application/pdf", "not by its name");
    assert_eq!(headers[header::CONTENT_DISPOSITION], "inline; filename=\"bao-cao.pdf\"");
    assert!(
        !headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"),
        "viewers do not run in one"
    );
    let zip = upload(&site, &cookie, "a.pdf", b"PK\x03\x04rest".iter().chain(EMPTY_LIST).copied().collect()).await;
    let (_, headers, _) = get(&site, zip["path"].as_str().unwrap(), None).await;
    assert!(headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment; filename=\"a.zip\""));
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    let captions = upload(&site, &cookie, "a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nA".to_vec()).await;
    assert_eq!(captions["kind"], "WebVtt");
    let picture = upload(&site, &cookie, "a", speckled(20, 20, 1)).await;
    assert_eq!(picture["kind"], "Png", "a picture is processed as one");

    let mut large = b"%PDF-1.7\n".to_vec();
    large.resize(1_000_001, 0);
    for (bytes, status) in [
        (large, StatusCode::PAYLOAD_TOO_LARGE),
        (b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (b"words".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (b"PK\x03\x04cut".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = send(&site, &cookie, "a.pdf", bytes).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(!read(&answer)["Rejected"][0]["text"].as_str().unwrap().is_empty());
    }
    assert_eq!(send(&site, "", "a.pdf", b"%PDF-1.7\n".to_vec()).await.status, StatusCode::UNAUTHORIZED);
    let foreign =
        Request::post("/admin/media/files").header(header::COOKIE, &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(site.ask(foreign.body(Body::from("%PDF-1.7\n")).unwrap()).await.status, StatusCode::FORBIDDEN);

    let list = async |kind: &str| {
        let found = read(&call(&site, &cookie, "list", json!({ "search": { "kind": kind } })).await);
        found["media"].as_array().unwrap().len()
    };
    assert_eq!(
        (list("Document").await, list("Captions").await, list("Picture").await, list("Audio").await),
        (2, 1, 1, 0)
    );
    let undescribed = read(&call(&site, &cookie, "list", json!({ "search": { "choice": "Undescribed" } })).await);
    assert_eq!(undescribed["media"].as_array().unwrap().len(), 1, "only pictures need a description");
}

#[tokio::test]
async fn chunks_of_a_broken_upload_are_deleted_after_a_day() {
    let site = Site::sample().await;
    let store = &site.state.store;
    let cookie = site.log_in(Role::Author).await;
    upload(&site, &cookie, "a.mp3", sound()).await;
    let mut writing = store.write().await.unwrap();
    let key = longan::storage::ObjectKey::stored("media/x/y/z".to_owned());
    add_chunk(&mut writing, &key, 0, b"left over").await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(delete_unused_chunks(store, now()).await.unwrap(), 0);
    assert_eq!(delete_unused_chunks(store, now() + 25 * 60 * 60 * 1000).await.unwrap(), 1);
    assert_eq!(count_chunks(store).await, 3);
    let mut writing = store.write().await.unwrap();
    delete(&mut writing, 1).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(count_chunks(store).await, 0);
}

#[tokio::test]
async fn files_are_moved_to_the_storage_and_back() {
    let server = ObjectServer::start();
    let site = Site::with(|settings| server.set(settings)).await;
    let store = &site.state.store;
    let cookie = site.log_in(Role::Author).await;
    let bytes = [sound(), vec![7; 8 * 1024 * 1024]].concat();
    let path = upload(&site, &cookie, "a.mp3", bytes.clone()).await["path"].as_str().unwrap().to_owned();
    assert_eq!((count_chunks(store).await, server.objects().len()), (0, 1));
    let range = Some("bytes=1048570-1048580");
    assert_eq!(get(&site, &path, range).await.2, bytes[1_048_570..1_048_581]);
    assert!(get(&site, &path, None).await.2 == bytes);

    move_files(store, FilePlace::Database, |_, _| {}).await.unwrap();
    assert_eq!(count_chunks(store).await, 11);
    assert!(get(&site, &path, None).await.2 == bytes);
    move_files(store, FilePlace::Storage, |_, _| {}).await.unwrap();
    assert_eq!((count_chunks(store).await, count_stored(&mut store.read().await.unwrap()).await.unwrap()), (0, (0, 1)));
    assert_eq!(get(&site, &path, range).await.2, bytes[1_048_570..1_048_581]);
}

#[tokio::test]
async fn an_archive_has_the_files() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let path = upload(&site, &cookie, "a.mp3", sound()).await["path"].as_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    archive::export(&site.state.store, &archive, &TimeZone::UTC).await.unwrap();
    assert!(std::fs::read(archive.join(path.trim_start_matches('/'))).unwrap() == sound());

    let other = Site::empty(|_| {}).await;
    let progress: longan::transfer::ImportProgress = std::sync::Arc::new(|_, _| {});
    archive::import(&other.state.store, &archive, &TimeZone::UTC, &progress).await.unwrap();
    assert!(get(&other, &path, None).await.2 == sound());
    assert_eq!(count_chunks(&other.state.store).await, 3);
}

#[tokio::test]
async fn a_post_with_sound_is_a_podcast_episode() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let bytes = sound();
    let path = upload(&site, &cookie, "a.mp3", bytes.clone()).await["path"].as_str().unwrap().to_owned();
    let player = format!("<figure><audio controls preload=\"auto\" autoplay src=\"{path}\"></audio></figure>");
    let post = publish(&site, "Tập một", &format!("Nghe.\n\n{player}")).await;
    let page = site.get(&post).await.body;
    assert!(page.contains(&format!("<audio controls=\"\" preload=\"none\" src=\"{path}\">")), "{page}");
    let url = format!("https://bao.example{path}");
    let rss = site.get("/feed.xml").await.body;
    let enclosure = format!("<enclosure url=\"{url}\" length=\"{}\" type=\"audio/mpeg\"/>", bytes.len());
    assert!(rss.contains(&enclosure), "{rss}");
    let atom = site.get("/atom.xml").await.body;
    assert!(atom.contains(&format!("type=\"audio/mpeg\" href=\"{url}\" length=\"{}\"", bytes.len())), "{atom}");
    let feed: Value = serde_json::from_str(&site.get("/feed.json").await.body).unwrap();
    let attachment = &feed["items"][0]["attachments"][0];
    assert_eq!(attachment, &json!({ "url": url, "mime_type": "audio/mpeg", "size_in_bytes": bytes.len() }));
    let uses = site.get_as("/api/admin/media/uses?id=1", &cookie).await;
    assert_eq!(read(&uses)["posts"][0]["title"], "Tập một");
}

#[tokio::test]
async fn a_picture_is_cut_and_turned_where_it_is_used() {
    let site = Site::sample().await;
    let (author, editor) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    let item = upload(&site, &author, "a.png", speckled(400, 200, 3)).await;
    let post = publish(&site, "Có ảnh", &format!("![Cầu]({})", item["path"].as_str().unwrap())).await;
    let edit = json!({ "id": 1, "edit": { "quarter_turns": 1, "left": 50 } });
    let turned = read(&call(&site, &editor, "edit", edit.clone()).await);
    assert_eq!((&turned["id"], &turned["width"], &turned["height"]), (&json!(2), &json!(200), &json!(200)));
    let page = site.get(&post).await.body;
    assert!(page.contains(turned["path"].as_str().unwrap()) && !page.contains("/media/1/"), "{page}");
    let nothing = json!({ "id": 1, "edit": { "left": 50, "right": 50 } });
    assert_eq!(call(&site, &editor, "edit", nothing).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let of_others = read(&call(&site, &author, "edit", json!({ "id": 2, "edit": {} })).await);
    assert_eq!(of_others, "Forbidden");
    let drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>".to_vec();
    let drawing = upload(&site, &editor, "a.svg", drawing).await;
    let refused = call(&site, &editor, "edit", json!({ "id": drawing["id"], "edit": { "left": 1 } })).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
}
