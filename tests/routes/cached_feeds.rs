//! Caching of feeds and sitemaps: they stay cached until a write changes what they contain.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::config::Moderation;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::json;

use crate::routes::site::{Site, between};
use crate::routes::terms::call;

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const OTHER: &str = "/posts/so-hoa-xuong-nho";

/// Feeds and sitemaps that contain posts.
const OF_POSTS: [&str; 8] = [
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
    "/category/xay-dung/feed.xml",
    "/author/do-quoc-thinh/atom.xml",
    "/sitemap.xml",
    "/sitemaps/posts-1.xml",
    "/sitemaps/authors-1.xml",
];

/// Whether the answer came from the page cache.
async fn is_kept(site: &Site, path: &str) -> bool {
    let before = site.state.pages.counters();
    assert_eq!(site.get(path).await.status, StatusCode::OK, "{path}");
    let after = site.state.pages.counters();
    assert_eq!(after.hits + after.misses, before.hits + before.misses + 1, "{path}");
    after.hits > before.hits
}

fn comments_of(post: &str) -> [String; 3] {
    ["feed.xml", "atom.xml", "feed.json"].map(|file| format!("{post}/{file}"))
}

#[tokio::test]
async fn feeds_are_cached_after_the_first_request() {
    let site = Site::sample().await;
    for path in OF_POSTS.iter().copied().chain(["/comments/feed.xml", "/comments/feed.json"]) {
        assert!(!is_kept(&site, path).await && is_kept(&site, path).await, "{path}");
    }
    let ask = async |name: header::HeaderName, value: &str| {
        site.ask_whole(Request::get("/feed.xml").header(name, value).body(Body::empty()).unwrap()).await
    };
    let (headers, ..) = ask(header::ACCEPT_ENCODING, "gzip").await;
    assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
    let (headers, ..) = ask(header::ACCEPT_ENCODING, "identity").await;
    for (name, known) in [(header::IF_NONE_MATCH, header::ETAG), (header::IF_MODIFIED_SINCE, header::LAST_MODIFIED)] {
        let (_, status, body) = ask(name, headers[&known].to_str().unwrap()).await;
        assert_eq!((status, body.is_empty()), (StatusCode::NOT_MODIFIED, true), "{known}");
    }
    let (_, status, _) = ask(header::IF_MODIFIED_SINCE, "Sat, 01 Jan 2000 00:00:00 GMT").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_comment_invalidates_only_feeds_that_contain_it() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    let page = site.get(POST).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (field("post"), field("stamp"));
    let newest = ["/comments/feed.xml".to_owned(), "/comments/atom.xml".to_owned()];
    let concerned: Vec<String> = comments_of(POST).into_iter().chain(newest).collect();
    let others: Vec<String> = comments_of(OTHER).into_iter().chain(OF_POSTS.map(str::to_owned)).collect();
    for path in concerned.iter().chain(&others) {
        site.get(path).await;
        assert!(is_kept(&site, path).await, "{path}");
    }
    let words = "Lời mới trong nguồn tin";
    let fields =
        [("post", &*post), ("stamp", &*form_token), ("name", "Lan"), ("email", "lan@example.org"), ("body", words)];
    assert_eq!(site.post(POST, &fields).await.status, StatusCode::SEE_OTHER);
    for path in &others {
        assert!(is_kept(&site, path).await, "{path}");
    }
    for path in &concerned {
        assert!(site.get(path).await.body.contains(words), "{path}");
        assert!(is_kept(&site, path).await, "{path}");
    }
}

#[tokio::test]
async fn a_post_changes_feeds_and_sitemaps_at_once() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for path in OF_POSTS {
        site.get(path).await;
    }
    let mut reading = site.state.store.read().await.unwrap();
    let id: i64 = sql::query_scalar("SELECT id FROM posts WHERE slug = 'so-hoa-xuong-nho'")
        .fetch_one(&mut reading)
        .await
        .unwrap();
    drop(reading);
    let (title, address) =
        ("Số hóa xưởng nhỏ: bắt đầu từ một bộ đếm", "<loc>https://bao.example/posts/so-hoa-xuong-nho<");
    let places =
        [("/feed.xml", title), ("/atom.xml", title), ("/feed.json", title), ("/sitemaps/posts-1.xml", address)];
    for (action, is_told) in [("Trash", false), ("Restore", true)] {
        let (status, _) = call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": action })).await;
        assert_eq!(status, StatusCode::OK);
        for (path, words) in places {
            assert_eq!(site.get(path).await.body.contains(words), is_told, "{path} after {action}");
            assert!(is_kept(&site, path).await, "{path}");
        }
    }
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE posts SET title = 'Tên mới hẳn' WHERE id = $1").bind(id).execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert!(site.get("/feed.json").await.body.contains("Tên mới hẳn"));
}

#[tokio::test]
async fn a_deleted_picture_is_no_longer_referenced() {
    let site = Site::sample().await;
    let write = async |sql: &'static str| {
        let mut writing = site.state.store.write().await.unwrap();
        sql::query(sql).execute(&mut writing).await.unwrap();
        writing.commit().await.unwrap();
    };
    write(
        "INSERT INTO media (id, digest, name, content_type, width, height, size, created_at)
         VALUES (1, 'd', 'anh.png', 'image/png', 1, 1, 1, 0)",
    )
    .await;
    write("INSERT INTO post_media (post_id, media_id) SELECT MIN(id), 1 FROM posts WHERE kind = 'post'").await;
    let path = "/sitemaps/posts-1.xml";
    assert!(site.get(path).await.body.contains("/media/1/anh.png"));
    assert!(is_kept(&site, path).await);
    write("DELETE FROM media WHERE id = 1").await;
    assert!(!site.get(path).await.body.contains("/media/1/anh.png"));
}
