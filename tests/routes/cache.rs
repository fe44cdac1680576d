//! The page cache: what is cached, what a write invalidates, and that clients always read their own writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::config::Moderation;
use longan::model::user::Role;
use longan::store::sql;

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

/// The page without the form tokens, which differ in every rendering.
pub fn lasting(page: &str) -> String {
    let mut page = page.to_owned();
    for (start, end) in [("name=\"stamp\" value=\"", "\""), ("\"stamp\":\"", "\"")] {
        while let Some(from) = page.find(start) {
            let to = page[from + start.len()..].find(end).unwrap() + from + start.len() + end.len();
            page.replace_range(from..to, "");
        }
    }
    page
}

async fn comment(site: &Site, body: &str) -> Answer {
    let page = site.get(POST).await.body;
    let form_token = between(&page, "name=\"stamp\" value=\"", "\"");
    let post = between(&page, "name=\"post\" value=\"", "\"");
    let fields = [("post", post), ("stamp", form_token), ("name", "Lan"), ("email", "lan@example.org"), ("body", body)];
    site.post(POST, &fields).await
}

async fn open_site() -> Site {
    Site::with(|settings| {
        settings.comments.moderation = Moderation::Nobody;
        settings.comments.burst = 10_000.try_into().unwrap();
    })
    .await
}

#[tokio::test]
async fn a_page_is_rendered_once_and_the_same_for_everybody() {
    let site = Site::sample().await;
    let first = site.get(POST).await;
    for url in [POST.to_owned(), format!("{POST}?fbclid=x&utm_source=zalo")] {
        assert_eq!(site.get(&url).await.body, first.body);
    }
    let counters = site.state.pages.counters();
    assert_eq!((counters.hits, counters.misses, counters.fills), (2, 1, 1));
    let page = site.get(&format!("{POST}?waiting=token")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(site.get("/posts/none").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/posts/none").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.state.pages.counters().pages, 1, "neither one person's pages nor missing ones are kept");
}

#[tokio::test]
async fn validators_are_of_one_form() {
    let site = Site::sample().await;
    let ask = async |encoding: &str, known: &str| {
        let request = Request::get(POST).header(header::ACCEPT_ENCODING, encoding).header(header::IF_NONE_MATCH, known);
        site.ask_whole(request.body(Body::empty()).unwrap()).await
    };
    let text = |answer: &axum::http::HeaderMap, name| answer[name].to_str().unwrap().to_owned();
    let (plain, _, body) = ask("identity", "").await;
    let (gzip, _, compressed) = ask("gzip, br", "").await;
    assert_eq!(text(&gzip, header::CONTENT_ENCODING), "gzip", "better forms are made of what lasts");
    assert!(compressed.len() * 3 < body.len());
    assert_eq!(text(&gzip, header::VARY), "accept-encoding");
    let etag = text(&gzip, header::ETAG);
    assert_ne!(etag, text(&plain, header::ETAG));
    let (_, status, nothing) = ask("br, gzip", &format!("\"x\", {etag}")).await;
    assert_eq!((status, nothing.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(ask("identity", &etag).await.1, StatusCode::OK, "the validator of another form");
}

#[tokio::test]
async fn a_cached_page_has_all_headers_also_for_head_requests() {
    let site = Site::sample().await;
    for url in [POST.to_owned(), format!("/api/view?url={POST}")] {
        let ask = async |method: &str, known: &str| {
            let request = Request::builder().method(method).uri(&url).header(header::IF_NONE_MATCH, known);
            site.ask_whole(request.body(Body::empty()).unwrap()).await
        };
        let (headers, status, nothing) = ask("HEAD", "").await;
        assert!(!headers.contains_key("x-request-id"), "a kept page is nobody's request");
        let (rendered, _, body) = ask("GET", "").await;
        assert_eq!((status, nothing.len(), &headers), (StatusCode::OK, 0, &rendered), "{url}");
        assert_eq!(headers[header::CONTENT_LENGTH], body.len().to_string());
        assert_eq!(ask("GET", "").await, (rendered.clone(), StatusCode::OK, body));
        assert_eq!(ask("HEAD", "").await.0, rendered);
        let (brief, status, nothing) = ask("GET", rendered[header::ETAG].to_str().unwrap()).await;
        assert_eq!((status, nothing.len()), (StatusCode::NOT_MODIFIED, 0));
        for name in ["x-content-type-options", "referrer-policy", "x-frame-options", "cache-control", "vary", "etag"] {
            assert_eq!(brief[name], rendered[name], "{url} {name}");
        }
        assert!(!brief.contains_key(header::CONTENT_LENGTH) && !brief.contains_key(header::CONTENT_TYPE));
    }
}

#[tokio::test]
async fn views_are_cached_and_invalidated_like_pages() {
    let site = open_site().await;
    let view = format!("/api/view?url={}", POST.replace('/', "%2F"));
    let first = site.get(&view).await;
    assert_eq!(first.content_type, "application/json");
    assert_eq!(site.get(&format!("/api/view?url={POST}?fbclid=x")).await.body, first.body);
    assert_eq!(site.state.pages.counters().hits, 1);
    comment(&site, "Bài viết hay.").await;
    assert!(site.get(&view).await.body.contains("Bài viết hay."));
    let counters = site.state.pages.counters();
    // Not cached: pages that do not exist, redirects, and pages for one person.
    let moved = "/api/view?url=/posts/cong-nghiep-ho-tro-long-an/";
    assert!(site.get(moved).await.body.contains("Moved"));
    for url in [moved, "/api/view?url=/posts/none", "/api/view?url=/?p=1", &format!("/api/view?url={POST}?waiting=a")] {
        let answer = site.get(url).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-cache", "{url}");
    }
    assert_eq!(site.state.pages.counters().pages, counters.pages);
}

#[tokio::test]
async fn personal_pages_are_not_cached() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for url in ["/admin", "/api/admin/desk", "/admin/media"] {
        let answer = site.get_as(url, &cookie).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{url}");
        assert!(!answer.headers.contains_key(header::ETAG), "{url}");
    }
    let waiting = site.get(&format!("{POST}?waiting=token")).await;
    assert_eq!(waiting.headers[header::CACHE_CONTROL], "no-cache");
    assert_eq!(site.state.pages.counters().pages, 0);
}

#[tokio::test]
async fn a_comment_invalidates_its_post_and_the_listings_that_count_it() {
    let site = open_site().await;
    for url in [POST, "/", "/gioi-thieu"] {
        site.get(url).await;
    }
    let before = site.state.pages.counters();
    assert_eq!(comment(&site, "Bài viết hay.").await.status, StatusCode::SEE_OTHER);
    let after = site.state.pages.counters();
    assert!(after.invalidations > before.invalidations && after.pages > 0, "{before:?} {after:?}");
    assert!(site.get(POST).await.body.contains("Bài viết hay."));
}

#[tokio::test]
async fn a_waiting_comment_invalidates_nothing() {
    let site = Site::sample().await;
    site.get(POST).await;
    comment(&site, "Bài viết hay.").await;
    assert_eq!(site.state.pages.counters().invalidations, 0);
}

#[tokio::test]
async fn changes_to_site_chrome_invalidate_every_page() {
    let site = Site::sample().await;
    for (change, puts_out) in [
        ("UPDATE settings SET value = 'Báo mới' WHERE name = 'title'", true),
        ("UPDATE posts SET title = 'Tên mới' WHERE slug = 'so-hoa-xuong-nho'", true),
        ("UPDATE posts SET title = 'Bản nháp' WHERE status = 'draft'", false),
        ("UPDATE posts SET status = 'published', published_at = 1 WHERE status = 'draft'", true),
        ("UPDATE terms SET name = 'Tên khác' WHERE slug = (SELECT MIN(slug) FROM terms)", true),
        ("INSERT INTO menu_items (position, title, target) VALUES (1, 'A', '/')", true),
        ("INSERT INTO redirects (path, target) VALUES ('/cu', '/')", false),
        ("UPDATE comments SET score = 3 WHERE status = 'published'", false),
        ("DELETE FROM comments WHERE id = (SELECT MAX(id) FROM comments WHERE status = 'waiting')", false),
    ] {
        site.get("/gioi-thieu").await;
        assert_eq!(site.state.pages.counters().pages, 1);
        let mut writing = site.state.store.write().await.unwrap();
        sql::query(change).execute(&mut writing).await.unwrap();
        assert_eq!(site.state.pages.counters().pages, 1, "nothing is put out before the commit");
        writing.commit().await.unwrap();
        assert_eq!(site.state.pages.counters().pages == 0, puts_out, "{change}");
    }
}

#[tokio::test]
async fn rolled_back_changes_invalidate_nothing() {
    let site = Site::sample().await;
    site.get("/gioi-thieu").await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE settings SET value = 'x'").execute(&mut writing).await.unwrap();
    writing.rollback().await.unwrap();
    site.state.store.write().await.unwrap().commit().await.unwrap();
    assert_eq!(site.state.pages.counters().invalidations, 0);
}

/// Concurrent readers and writers: no client gets a page older than a write that was acknowledged to it, and in the end
/// every cached page equals a fresh rendering.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_always_read_their_own_writes() {
    let site = Arc::new(open_site().await);
    let done = Arc::new(AtomicBool::new(false));
    let mut readers = Vec::new();
    for _ in 0..3 {
        let (site, done) = (site.clone(), done.clone());
        readers.push(tokio::spawn(async move {
            while !done.load(Ordering::Relaxed) {
                for url in [POST, "/"] {
                    assert_eq!(site.get(url).await.status, StatusCode::OK);
                }
            }
        }));
    }
    let mut writers = Vec::new();
    for writer in 0..3 {
        let site = site.clone();
        writers.push(tokio::spawn(async move {
            for number in 0..8 {
                let words = format!("Lời {number} của người {writer}");
                assert_eq!(comment(&site, &words).await.status, StatusCode::SEE_OTHER);
                let page = site.get(POST).await.body;
                assert!(page.contains(&words), "{words} was acknowledged, and is not shown");
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    for url in [POST, "/", "/gioi-thieu", "/?before=9999999999999-1"] {
        let kept = site.get(url).await.body;
        site.state.pages.invalidate(&[longan::store::change_tracking::StoreChange::Everything]);
        assert_eq!(lasting(&kept), lasting(&site.get(url).await.body), "{url}");
    }
}
