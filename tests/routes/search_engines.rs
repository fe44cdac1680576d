//! What search engines and crawlers are told: noindex, verification tags, robots.txt.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::embeds::publish;
use crate::routes::site::Site;

#[tokio::test]
async fn a_post_can_be_kept_out_of_search_engines_and_put_back() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let path = publish(&site, "Bài riêng", "Chữ.").await;
    let listed = async || {
        let mut found = Vec::new();
        let sitemaps = site.get("/sitemap.xml").await.body;
        let posts = sitemaps.split("<loc>https://bao.example").skip(1).map(|rest| rest.split('<').next().unwrap());
        for url in
            posts.map(str::to_owned).chain(["/feed.xml".to_owned(), "/atom.xml".to_owned(), "/feed.json".to_owned()])
        {
            if site.get(&url).await.body.contains(&path) {
                found.push(url);
            }
        }
        found.len()
    };
    let page = site.get(&path).await;
    assert!(!page.headers.contains_key("x-robots-tag") && !page.body.contains("name=\"robots\""));
    assert_eq!(listed().await, 4);

    let set = async |indexing: &str| {
        let slug = path.strip_prefix("/posts/").unwrap();
        let mut reading = site.state.store.read().await.unwrap();
        let kind = longan::store::posts::PostKind::Post;
        let id = longan::store::posts::find_id(&mut reading, kind, slug).await.unwrap().unwrap();
        drop(reading);
        let body = site.get_as(&format!("/api/admin/posts/read?kind=Post&id={id}"), &cookie).await.body;
        let mut draft = serde_json::from_str::<Value>(&body).unwrap()["draft"].clone();
        draft["indexing"] = json!(indexing);
        let (status, saved) = site.call("posts/save", &cookie, json!({ "draft": draft, "intent": "Keep" })).await;
        assert_eq!(status, StatusCode::OK, "{saved}");
    };
    set("Refused").await;
    let page = site.get(&path).await;
    assert_eq!(page.headers["x-robots-tag"], "noindex");
    assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\"") && page.body.contains("og:title"));
    assert_eq!(site.get(&path).await.headers["x-robots-tag"], "noindex", "from the cache");
    assert_eq!(listed().await, 0);
    assert!(site.get("/").await.body.contains(&path), "readers find it");
    set("Allowed").await;
    assert!(!site.get(&path).await.headers.contains_key("x-robots-tag"));
    assert_eq!(listed().await, 4);
}

#[tokio::test]
async fn verification_tags_are_on_the_front_page_and_crawlers_for_ai_in_robots_txt() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let change = async |name: &str, value: &str| {
        let changes = json!({ "changes": [{ "name": format!("site.{name}"), "value": value }] });
        site.call("settings/save", &cookie, changes).await
    };
    let before = site.get("/").await.body;
    let pasted = "<meta name=\"google-site-verification\" content=\"AbC-1_2\" />";
    assert_eq!(change("google_verification", pasted).await.0, StatusCode::OK);
    assert_eq!(change("zalo_verification", "Zz9").await.0, StatusCode::OK);
    let page = site.get("/").await.body;
    assert!(page.contains("<meta name=\"google-site-verification\" content=\"AbC-1_2\""), "{page}");
    assert!(page.contains("<meta name=\"zalo-platform-site-verification\" content=\"Zz9\""));
    assert!(!site.get("/gioi-thieu").await.body.contains("site-verification"));
    let (status, answer) = change("bing_verification", pasted).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.to_string().contains("site-bing-verification"), "{answer}");
    for name in ["google_verification", "zalo_verification"] {
        let changes = json!({ "changes": [{ "name": format!("site.{name}"), "value": null }] });
        assert_eq!(site.call("settings/save", &cookie, changes).await.0, StatusCode::OK);
    }
    assert_eq!(site.get("/").await.body, before);

    assert!(!site.get("/robots.txt").await.body.contains("GPTBot"));
    assert_eq!(change("ai_crawlers", "refuse").await.0, StatusCode::OK);
    let robots = site.get("/robots.txt").await.body;
    assert!(robots.contains("User-agent: GPTBot\n") && robots.contains("User-agent: *\n"), "{robots}");
}
