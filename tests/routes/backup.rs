//! Backups in the admin: download and restore.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::auth::signer::Purpose;
use longan::model::user::Role;
use longan::store::settings;
use serde_json::json;

use crate::routes::site::{Answer, Site};

const TITLE: &str = "Nh%E1%BB%8Bp%20X%C6%B0%E1%BB%9Fng%20Long%20An";

/// Downloads a backup, and returns its file name and its content.
async fn download(site: &Site, cookie: &str) -> (String, Vec<u8>) {
    let request = Request::post("/admin/backup/download").header(header::COOKIE, cookie);
    let request = request.header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
    let (headers, status, bytes) = site.ask_whole(request).await;
    assert_eq!(status, StatusCode::OK);
    let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
    let length: usize = headers[header::CONTENT_LENGTH].to_str().unwrap().parse().unwrap();
    assert_eq!(bytes.len(), length);
    (name, bytes)
}

async fn restore(site: &Site, cookie: &str, title: &str, backup: impl Into<Body>) -> Answer {
    let request = Request::post(format!("/admin/backup/restore?title={title}")).header(header::COOKIE, cookie);
    site.ask(request.header("sec-fetch-site", "same-origin").body(backup.into()).unwrap()).await
}

async fn get(site: &Site, url: &str, cookie: &str) -> Answer {
    site.ask(Request::get(url).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
}

/// Temporary files that should have been removed.
fn leftovers(site: &Site) -> Vec<String> {
    let folder = site.state.store.file().parent().unwrap();
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.')).collect()
}

#[tokio::test]
async fn a_restore_brings_back_the_site_of_the_backup() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    assert!(get(&site, "/admin/backup", &cookie).await.body.contains("chưa được sao lưu lần nào"));
    let (name, backup) = download(&site, &cookie).await;
    assert!(name.starts_with("attachment; filename=\"nhip-xuong-long-an-20") && name.ends_with(".db\""), "{name}");
    assert!(backup.starts_with(b"SQLite format 3\0"));
    assert!(get(&site, "/admin/backup", &cookie).await.body.contains("Bản sao lưu gần nhất"));

    let token = site.state.signer.sign(Purpose::CommentStamp, "1");
    let mut writing = site.state.store.write().await.unwrap();
    settings::set(&mut writing, settings::TITLE, "Tên khác").await.unwrap();
    settings::set(&mut writing, settings::SECRET, "another").await.unwrap();
    writing.commit().await.unwrap();
    site.state.reload().await.unwrap();
    assert!(site.state.signer.verify(Purpose::CommentStamp, &token).is_none());
    assert!(site.get("/").await.body.contains("Tên khác"));
    let later = site.log_in(Role::Administrator).await;

    let answer = restore(&site, &later, "T%C3%AAn%20kh%C3%A1c", backup).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "\"/admin/login?restored\""));
    assert!(site.get("/admin/login?restored").await.body.contains("như trong bản sao lưu"));
    assert!(site.get("/").await.body.contains("Nhịp Xưởng Long An"));
    assert!(site.state.signer.verify(Purpose::CommentStamp, &token).is_some(), "its secret is back too");
    // A restore ends all sessions: the backup might contain sessions that were ended after it was made.
    assert_eq!(get(&site, "/admin", &later).await.status, StatusCode::SEE_OTHER);
    assert_eq!(get(&site, "/admin", &cookie).await.status, StatusCode::SEE_OTHER);
    let cookie = site.log_in(Role::Administrator).await;
    let page = get(&site, "/admin/backup", &cookie).await;
    assert!(page.status == StatusCode::OK && page.body.contains("Trước khi khôi phục"));
    assert!(leftovers(&site).is_empty());

    let copies = longan::store::sqlite::database_files::list_copies(site.state.store.file()).unwrap();
    let copy = copies[0].path.file_name().unwrap().to_str().unwrap();
    let url = format!("/admin/backup/copies/{copy}");
    let request = Request::get(&url).header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
    let (_, _, kept) = site.ask_whole(request).await;
    assert!(kept.starts_with(b"SQLite format 3\0"));
    for name in ["site.db", "..%2Fsite.db", "none"] {
        let url = format!("/admin/backup/copies/{name}");
        assert_eq!(get(&site, &url, &cookie).await.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn an_invalid_backup_changes_nothing() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let (_, backup) = download(&site, &cookie).await;
    let mut broken = backup.clone();
    let middle = broken.len() / 2;
    broken[middle..middle + 20_000].fill(0x55);
    let text = "not a database, but long enough to be taken for one".repeat(40).into_bytes();
    for (title, sent, field, words) in [
        ("Sai", backup.clone(), "backup-title", "Tên chưa khớp"),
        (TITLE, Vec::new(), "backup-file", "chọn tệp"),
        (TITLE, text, "backup-file", "không phải bản sao lưu"),
        (TITLE, broken, "backup-file", "đã hỏng"),
        (TITLE, backup[..backup.len() - 5000].to_vec(), "backup-file", "đã hỏng"),
    ] {
        let answer = restore(&site, &cookie, title, sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(field) && answer.body.contains(words), "{}", answer.body);
    }
    assert!(longan::store::sqlite::database_files::list_copies(site.state.store.file()).unwrap().is_empty());
    assert!(leftovers(&site).is_empty());
    assert_eq!(get(&site, "/admin", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn backups_are_for_administrators() {
    let site = Site::sample().await;
    for (role, expected) in [(None, StatusCode::UNAUTHORIZED), (Some(Role::Editor), StatusCode::FORBIDDEN)] {
        let cookie = match role {
            Some(role) => site.log_in(role).await,
            None => String::new(),
        };
        assert_eq!(restore(&site, &cookie, TITLE, "x").await.status, expected);
        assert_eq!(get(&site, "/admin/backup/copies/none", &cookie).await.status, expected);
        let request = Request::post("/admin/backup/download").header(header::COOKIE, &cookie);
        assert_eq!(site.ask(request.body(Body::empty()).unwrap()).await.status, expected);
    }
    let cookie = site.log_in(Role::Administrator).await;
    let request = Request::post("/admin/backup/download").header(header::COOKIE, &cookie);
    let foreign = request.header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    assert_eq!(site.ask(foreign).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_link_that_was_used_after_the_backup_is_not_good_again() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let invitee = json!({ "name": "Kim Ngân", "email": "ngan@bao.example", "role": "Author" });
    let (_, invitation) = site.call("users/invite", &cookie, json!({ "invitee": invitee })).await;
    let token = invitation["link"].as_str().unwrap().split_once("token=").unwrap().1;
    let (_, backup) = download(&site, &cookie).await;
    let accept = async || site.post("/admin/invitation", &[("token", token), ("password", "cá lóc nướng trui")]).await;
    assert_eq!(accept().await.status, StatusCode::SEE_OTHER);
    assert_eq!(restore(&site, &cookie, TITLE, backup).await.status, StatusCode::OK);
    assert_eq!(accept().await.status, StatusCode::FORBIDDEN);
}
