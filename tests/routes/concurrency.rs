//! Concurrent readers and writers on many pages: clients always read their own writes, and in the end every cached page
//! equals a fresh rendering.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use longan::config::Moderation;
use longan::store::change_tracking::StoreChange;
use longan::store::settings;

use crate::routes::cache::lasting;
use crate::routes::site::{Site, between};

const POSTS: [&str; 4] = [
    "/posts/cong-nghiep-ho-tro-long-an",
    "/posts/so-hoa-xuong-nho",
    "/posts/tho-khuon-mau",
    "/posts/ben-trong-mot-kho-lanh",
];
const LISTINGS: [&str; 3] = ["/", "/category/xay-dung", "/gioi-thieu"];
const COMMENTERS: usize = 4;
const COMMENTS: usize = 6;
const TITLES: usize = 6;

fn view_of(url: &str) -> String {
    format!("/api/view?url={url}")
}

async fn comment(site: &Site, post: &str, words: &str) {
    let page = site.get(post).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (number, form_token) = (field("post"), field("stamp"));
    let fields =
        [("post", &*number), ("stamp", &*form_token), ("name", "Lan"), ("email", "lan@example.org"), ("body", words)];
    assert_eq!(site.post(post, &fields).await.status, StatusCode::SEE_OTHER);
}

/// Sends comments to all posts, and after each one reads the post both as a page and as a view.
async fn write_comments(site: Arc<Site>, commenter: usize) {
    for number in 0..COMMENTS {
        let post = POSTS[(commenter + number) % POSTS.len()];
        let words = format!("Lời {number} của người {commenter}.");
        comment(&site, post, &words).await;
        for url in [post.to_owned(), view_of(post)] {
            assert!(site.get(&url).await.body.contains(&words), "{url}: {words} was taken, and is not shown");
        }
    }
}

/// Changes the name of the site, which every page shows.
async fn rename(site: Arc<Site>) {
    for number in 0..TITLES {
        let title = format!("Báo số {number}");
        let mut writing = site.state.store.write().await.unwrap();
        settings::set(&mut writing, settings::TITLE, &title).await.unwrap();
        writing.commit().await.unwrap();
        for url in POSTS.into_iter().chain(LISTINGS) {
            assert!(site.get(url).await.body.contains(&title), "{url}: {title} was stored, and is not shown");
        }
        tokio::task::yield_now().await;
    }
}

async fn read(site: Arc<Site>, done: Arc<AtomicBool>) {
    while !done.load(Ordering::Relaxed) {
        for url in POSTS.into_iter().chain(LISTINGS) {
            assert_eq!(site.get(url).await.status, StatusCode::OK, "{url}");
            assert_eq!(site.get(&view_of(url)).await.status, StatusCode::OK, "{url}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_read_their_own_writes() {
    let site = Site::with(|settings| {
        settings.comments.moderation = Moderation::Nobody;
        settings.comments.burst = 10_000.try_into().unwrap();
    });
    let site = Arc::new(site.await);
    let done = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..3).map(|_| tokio::spawn(read(site.clone(), done.clone()))).collect();
    let mut writers: Vec<_> =
        (0..COMMENTERS).map(|commenter| tokio::spawn(write_comments(site.clone(), commenter))).collect();
    writers.push(tokio::spawn(rename(site.clone())));
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
    let urls: Vec<String> = POSTS.into_iter().chain(LISTINGS).flat_map(|url| [url.to_owned(), view_of(url)]).collect();
    // The first request fills the cache; the second one is answered from it.
    let mut kept = Vec::new();
    for url in &urls {
        site.get(url).await;
        let before = site.state.pages.counters();
        kept.push(site.get(url).await.body);
        let after = site.state.pages.counters();
        assert_eq!((after.hits, after.misses), (before.hits + 1, before.misses), "{url}");
    }
    let before = site.state.pages.counters();
    assert!(before.fills >= before.invalidations + before.pages, "{before:?}");
    site.state.pages.invalidate(&[StoreChange::Everything]);
    let after = site.state.pages.counters();
    assert_eq!((after.pages, after.bytes, after.invalidations), (0, 0, before.invalidations + before.pages));
    for (url, kept) in urls.iter().zip(kept) {
        // In a view, the HTML is a JSON string.
        let lasting = |body: &str| lasting(&body.replace("\\\"", "\""));
        assert_eq!(lasting(&kept), lasting(&site.get(url).await.body), "{url}");
    }
}
