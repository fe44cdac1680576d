//! How posts are written: visually or in Markdown. What readers get of either.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::StatusCode;
use longan::model::admin::post::BodyFormat;
use longan::model::user::Role;
use longan::store::posts::edit;
use longan::store::sql;
use longan::text::body::{Format, is_same, render};
use longan::transfer::{ImportOptions, archive, import_wordpress};
use serde_json::{Value, json};

use crate::routes::site::Site;

/// The samples of what the visual editor writes, one block each.
fn samples() -> Vec<String> {
    let contract: Value = serde_json::from_str(include_str!("../../editor/schema.json")).unwrap();
    contract["samples"].as_array().unwrap().iter().map(|sample| sample.as_str().unwrap().to_owned()).collect()
}

/// Calls a server function that takes a query string.
async fn read(site: &Site, function: &str, cookie: &str) -> Value {
    let answer = site.get_as(&format!("/api/admin/{function}"), cookie).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

async fn new_format(site: &Site, cookie: &str) -> Value {
    read(site, "posts/read?kind=Post", cookie).await["draft"]["format"].clone()
}

#[tokio::test]
async fn new_posts_are_visual_unless_site_or_user_say_otherwise() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    assert_eq!(new_format(&site, &cookie).await, "Visual");
    let account = read(&site, "account", &cookie).await;
    let mut profile = account["profile"].clone();
    profile["body_format"] = json!("Markdown");
    assert_eq!(site.call("account/profile", &cookie, json!({ "profile": profile })).await.0, StatusCode::OK);
    assert_eq!(new_format(&site, &cookie).await, "Markdown");

    let site = Site::with(|settings| settings.site.body_format = BodyFormat::Markdown).await;
    let cookie = site.log_in(Role::Editor).await;
    assert_eq!(new_format(&site, &cookie).await, "Markdown");
}

/// Publishes a visual post with all blocks, and returns its ID, path and source.
async fn publish_all_blocks(site: &Site, cookie: &str) -> (i64, String, String) {
    let source = samples().join("\n");
    let draft = json!({ "title": "Đủ các khối", "format": "Visual", "source": source });
    let (status, saved) = site.call("posts/save", cookie, json!({ "draft": draft, "intent": "Publish" })).await;
    assert_eq!(status, StatusCode::OK, "{saved}");
    (saved["id"].as_i64().unwrap(), saved["path"].as_str().unwrap().to_owned(), source)
}

#[tokio::test]
async fn readers_feeds_and_search_have_all_blocks() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (_, path, _) = publish_all_blocks(&site, &cookie).await;
    let page = site.get(&path).await.body;
    let feed = site.get("/feed.json").await.body;
    let feed: Value = serde_json::from_str(&feed).unwrap();
    let of_feed = feed["items"][0]["content_html"].as_str().unwrap();
    for (place, html) in [("page", page.as_str()), ("feed", of_feed)] {
        for part in [
            "class=\"align-wide\"",
            "class=\"credit\">Ảnh: Lan Anh",
            "gallery gallery-4",
            "<audio",
            "<track",
            "<caption>Dân số</caption>",
            "class=\"pullquote\"",
            "class=\"fact-box\"",
            "class=\"button\"",
            "youtube.com/watch?v=abc123",
            "class=\"link-card\"",
            "class=\"file\"",
            "class=\"footnotes\"",
            "<ol start=\"3\" reversed=\"\" type=\"a\">",
        ] {
            assert!(html.contains(part), "no {part} in the {place}");
        }
    }
    for words in ["dan so", "nuoc len nguoi van o", "con so"] {
        let found = site.get(&format!("/search?q={}", words.replace(' ', "+"))).await.body;
        assert!(found.contains(&path), "{words}");
    }
}

#[tokio::test]
async fn archives_carry_visual_posts() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (id, _, source) = publish_all_blocks(&site, &cookie).await;
    let before = edit::find(&mut site.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("archive");
    let zone = site.state.settings().site.time_zone.clone();
    archive::export(&site.state.store, &folder, &zone).await.unwrap();
    let other = Site::empty(|_| {}).await;
    archive::import(&other.state.store, &folder, &zone, &(Arc::new(|_, _| {}) as _)).await.unwrap();
    let after = edit::find(&mut other.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!((after.format, after.source.as_str()), (BodyFormat::Visual, source.as_str()));
    assert_eq!(after.html, before.html);
}

#[tokio::test]
async fn imported_posts_open_visually_and_saving_them_unchanged_changes_nothing() {
    let site = Site::sample().await;
    // Another export to try this with.
    let other = std::env::var_os("LONGAN_TEST_EXPORT").map(PathBuf::from);
    let file = other.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress.xml"));
    import_wordpress(&site.state.store, &file, &ImportOptions::default()).await.unwrap();
    let cookie = site.log_in(Role::Editor).await;
    let ids: Vec<i64> = sql::query_scalar(
        "SELECT id FROM posts WHERE format = 'html' AND kind = 'post' AND status = 'published' ORDER BY id",
    )
    .fetch_all(&mut site.state.store.read().await.unwrap())
    .await
    .unwrap();
    assert!(!ids.is_empty());
    for id in ids {
        let before = edit::find(&mut site.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
        let editing = read(&site, &format!("posts/read?kind=Post&id={id}"), &cookie).await;
        let draft = &editing["draft"];
        let source = draft["source"].as_str().unwrap();
        assert_eq!(draft["format"], "Visual");
        assert!(!source.contains("<!-- wp:") && !source.contains("wp-block"), "{source}");
        assert!(!source.contains("class=\"anchor\"") && !source.contains("loading="), "{source}");
        assert!(is_same(&render(source, Format::Html).html, &render(&before.html, Format::Html).html), "{source}");
        let (status, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Keep" })).await;
        assert_eq!(status, StatusCode::OK, "{saved}");
        let again = read(&site, &format!("posts/read?kind=Post&id={id}"), &cookie).await;
        assert_eq!(again["draft"]["source"], source);
    }
}

/// Blocks as an older version stored them, which kept WordPress's own markup as the source.
const BLOCKS: &str = "<!-- wp:paragraph -->\n<p>Một.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:gallery {\"columns\":2} -->\n\
    <figure class=\"wp-block-gallery has-nested-images columns-2\"><!-- wp:image -->\n\
    <figure class=\"wp-block-image\"><img src=\"https://bao.example/a.jpg\" alt=\"A\"/></figure>\n<!-- /wp:image -->\n\n\
    <!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"https://bao.example/b.jpg\" alt=\"B\"/></figure>\n\
    <!-- /wp:image --></figure>\n<!-- /wp:gallery -->\n\n<!-- wp:pullquote -->\n\
    <figure class=\"wp-block-pullquote\"><blockquote><p>Câu.</p><cite>Ai</cite></blockquote></figure>\n<!-- /wp:pullquote -->";

#[tokio::test]
async fn blocks_of_older_imports_are_converted_when_opened_and_stored_when_saved() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = json!({ "title": "Cũ", "format": "Visual", "source": BLOCKS });
    let (_, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Publish" })).await;
    let id = saved["id"].as_i64().unwrap();
    let editing = read(&site, &format!("posts/read?kind=Post&id={id}"), &cookie).await;
    let source = editing["draft"]["source"].as_str().unwrap();
    assert!(source.contains("<div class=\"gallery gallery-2\"><figure><img") && !source.contains("wp"), "{source}");
    assert!(source.contains("<figure class=\"pullquote\"><blockquote><p>Câu.</p><cite>Ai</cite>"), "{source}");
    let stored = edit::find(&mut site.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!(stored.source, BLOCKS, "opening stores nothing");

    let (status, _) =
        site.call("posts/save", &cookie, json!({ "draft": editing["draft"].clone(), "intent": "Keep" })).await;
    assert_eq!(status, StatusCode::OK);
    let stored = edit::find(&mut site.state.store.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!(stored.source, source);
    assert!(site.get(saved["path"].as_str().unwrap()).await.body.contains("gallery-2"), "readers see it better");
}

#[tokio::test]
async fn differences_of_visual_posts_have_no_markup() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = json!({ "title": "Tin", "format": "Visual", "source": "<p>Một <strong>hai</strong>.</p>" });
    let (_, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Keep" })).await;
    let changed =
        json!({ "id": saved["id"], "title": "Tin", "format": "Visual", "source": "<p>Một <strong>ba</strong>.</p>" });
    let (_, changes) = site.call("revisions/compare", &cookie, json!({ "draft": changed })).await;
    let text = changes["body"].to_string();
    assert!(text.contains("hai") && text.contains("ba") && !text.contains('<'), "{text}");
}

#[tokio::test]
async fn links_find_posts_without_accents_and_know_addresses() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let (status, found) = site.call("links/find", &cookie, json!({ "text": "kho lanh" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(found[0]["path"], "/posts/ben-trong-mot-kho-lanh", "{found}");
    let resolve = |address: &str| site.call("links/resolve", &cookie, json!({ "address": address }));
    let (_, own) = resolve("https://bao.example/posts/ben-trong-mot-kho-lanh").await;
    assert_eq!(own["Post"]["path"], "/posts/ben-trong-mot-kho-lanh", "{own}");
    assert!(!own["Post"]["title"].as_str().unwrap().is_empty() && !own["Post"]["excerpt"].as_str().unwrap().is_empty());
    assert_eq!(resolve("/posts/ben-trong-mot-kho-lanh").await.1, own, "as the search for posts has it");
    let (_, player) = resolve("https://www.youtube.com/embed/a-1?rel=0").await;
    assert_eq!(player["Player"]["href"], "https://www.youtube.com/watch?v=a-1", "{player}");
    assert_eq!(player["Player"]["title"], "Video trên YouTube");
    let (_, map) =
        resolve("https://www.google.com/maps/place/Ch%E1%BB%A3+B%E1%BA%BFn+Th%C3%A0nh/@10.7,106.6,17z").await;
    assert_eq!(map["Player"]["title"], "Chợ Bến Thành");
    let unread = json!({ "Unread": "NotAllowed" });
    for (address, answer) in [
        ("https://example.org/a", &unread),
        ("http://127.0.0.1/", &unread),
        ("not an address", &json!("Unknown")),
        ("", &json!("Unknown")),
    ] {
        assert_eq!(resolve(address).await.1, *answer, "{address}");
    }
}

#[tokio::test]
async fn bodies_are_converted_without_being_saved() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let convert = |format: &'static str, source: &'static str| {
        site.call("posts/convert", &cookie, json!({ "draft": { "format": format, "source": source } }))
    };
    let (_, visual) = convert("Markdown", "Một **hai**.").await;
    assert_eq!(visual, json!({ "format": "Visual", "source": "<p>Một <strong>hai</strong>.</p>\n", "kept": [] }));
    let (_, markdown) = convert("Visual", "<p>a</p><div class=\"fact-box\"><p>b</p></div>").await;
    assert_eq!(markdown["kept"], json!([["FactBox", 1]]), "{markdown}");
    assert_eq!(markdown["source"], "a\n\n<div class=\"fact-box\"><p>b</p></div>\n");
}
