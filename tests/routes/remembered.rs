//! Signed links stay bound to one post or comment and never show another one.

use axum::http::StatusCode;
use longan::config::Moderation;
use longan::model::user::Role;
use longan::store::archive;
use longan::store::sql::Engine;
use serde_json::{Value, json};

use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

async fn run(site: &Site, sql: &'static str) {
    let mut writing = site.state.store.write().await.unwrap();
    archive::defer_references(&mut writing).await.unwrap();
    writing.run(sql).await.unwrap();
    writing.commit().await.unwrap();
}

/// Has the next row of a table get the ID after the greatest there.
async fn forget_ids(site: &Site, table: &str) {
    let mut writing = site.state.store.write().await.unwrap();
    let sql = match writing.engine() {
        Engine::Sqlite => "DELETE FROM sqlite_sequence".to_owned(),
        Engine::Postgres => format!("SELECT setval('{table}_id_seq', (SELECT MAX(id) FROM {table}))"),
    };
    writing.run(sqlx::AssertSqlSafe(sql)).await.unwrap();
    writing.commit().await.unwrap();
}

/// Saves a private draft, and returns its id and the path of its preview.
async fn share_draft(site: &Site, cookie: &str, title: &str) -> (Value, String) {
    let draft = json!({ "title": title, "source": title, "commenting": "Open" });
    let (status, saved) = site.call("posts/save", cookie, json!({ "draft": draft, "intent": "Private" })).await;
    assert_eq!(status, StatusCode::OK, "{saved}");
    let (_, shared) = site.call("posts/share", cookie, json!({ "id": saved["id"] })).await;
    (saved["id"].clone(), shared.as_str().unwrap().replace("https://bao.example", ""))
}

#[tokio::test]
async fn a_preview_never_shows_another_post() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let (first, preview) = share_draft(&site, &cookie, "Bài thứ nhất").await;
    assert!(site.get(&preview).await.body.contains("Bài thứ nhất"));
    run(&site, "DELETE FROM posts WHERE slug = 'bai-thu-nhat'").await;
    let (second, _) = share_draft(&site, &cookie, "Bài thứ hai").await;
    assert_ne!(first, second, "ids are not given again");
    assert_eq!(site.get(&preview).await.status, StatusCode::NOT_FOUND);
    // A backup restored elsewhere does not know the ids that were assigned after it was made.
    run(&site, "DELETE FROM posts WHERE slug = 'bai-thu-hai'").await;
    forget_ids(&site, "posts").await;
    let (third, _) = share_draft(&site, &cookie, "Bài thứ ba").await;
    assert_eq!(first, third);
    assert_eq!(site.get(&preview).await.status, StatusCode::NOT_FOUND);
}

/// Sends a comment that waits for a moderator, and returns the address that shows it.
async fn send(site: &Site, words: &str) -> String {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (value("post"), value("stamp"));
    let form = [("post", post.as_str()), ("stamp", &form_token), ("parent", ""), ("website", ""), ("name", "Lan")];
    let answer = site.post(POST, &[&form[..], &[("email", "lan@example.org"), ("body", words)]].concat()).await;
    assert!(answer.location.contains("?waiting="), "{} {}", answer.status, answer.location);
    answer.location
}

#[tokio::test]
async fn a_waiting_comment_is_never_shown_to_another_person() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Everyone).await;
    let first = send(&site, "Lời thứ nhất").await;
    assert!(site.get(&first).await.body.contains("Lời thứ nhất"));
    let forget = "DELETE FROM comments WHERE status = 'waiting'";
    run(&site, forget).await;
    let second = send(&site, "Lời thứ hai").await;
    let id = |location: &str| location.rsplit_once("#comment-").unwrap().1.to_owned();
    assert_ne!(id(&first), id(&second), "ids are not given again");
    assert!(!site.get(&first).await.body.contains("Lời thứ hai"));
    run(&site, "DELETE FROM comments WHERE status = 'waiting'").await;
    forget_ids(&site, "comments").await;
    let third = send(&site, "Lời thứ ba").await;
    assert_eq!(id(&first), id(&third));
    assert!(site.get(&third).await.body.contains("Lời thứ ba"));
    assert!(!site.get(&first).await.body.contains("Lời thứ ba"));
}
