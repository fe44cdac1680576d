//! Changing the settings while the site is served.

use axum::http::StatusCode;
use longan::config::{Overrides, load};
use longan::model::user::Role;
use longan::state::AppState;
use serde_json::{Value, json};

use crate::routes::site::Site;
use crate::routes::terms::{call, fields, read};

async fn save(site: &Site, cookie: &str, changes: &[(&str, Option<&str>)]) -> (StatusCode, Value) {
    let changes: Vec<_> = changes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    call(site, cookie, "settings/save", json!({ "changes": changes })).await
}

fn find<'a>(board: &'a Value, name: &str) -> &'a Value {
    board["settings"].as_array().unwrap().iter().find(|setting| setting["name"] == name).unwrap()
}

#[tokio::test]
async fn changes_are_in_force_at_once_and_after_a_restart() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let changes = [
        ("site.title", Some("Báo  Mới")),
        ("site.language", Some("en")),
        ("site.time_zone", Some("America/New_York")),
        ("site.posts_per_page", Some("2")),
        ("site.latest_posts", Some("1")),
        ("site.promotion", Some("**Đọc** <script>alert(1)</script>")),
        ("comments.moderation", Some("nobody")),
        ("comments.close_after_days", Some("1")),
    ];
    let (status, board) = save(&site, &cookie, &changes).await;
    assert_eq!(status, StatusCode::OK, "{board}");
    assert_eq!(find(&board, "site.title")["origin"], "Stored");
    let page = site.get("/").await.body;
    assert!(page.contains("lang=\"en\"") && page.contains("Báo Mới"));
    assert!(page.contains("<strong>Đọc</strong>") && !page.contains("alert(1)"));
    assert!(page.matches("class=\"post-card").count() <= 2, "{page}");
    let page = site.get("/gioi-thieu").await.body;
    let latest = page.split_once("id=\"latest-posts\"").and_then(|(_, after)| after.split_once("</ol>")).unwrap().0;
    assert_eq!(latest.matches("<li>").count(), 1);
    assert_eq!(site.state.settings().site.time_zone.iana_name(), Some("America/New_York"));
    assert_eq!(site.state.settings().comments.close_after_days, 1);
    assert_eq!(site.state.settings().site.address, "https://bao.example", "what is not set here stays");

    let again = load(&Overrides::default(), |_| None).unwrap();
    let again = AppState::new(again, site.state.store.clone()).await.unwrap();
    assert_eq!((again.settings().site.posts_per_page, again.settings().site.title.as_str()), (2, "Báo Mới"));
}

#[tokio::test]
async fn invalid_values_are_reported_by_field_and_change_nothing() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let before = read(&site, &cookie, "settings").await["settings"].clone();
    let long = "a".repeat(201);
    let changes = [
        ("site.tagline", Some(long.as_str())),
        ("site.title", Some("  ")),
        ("site.posts_per_page", Some("0")),
        ("site.latest_posts", Some("abc")),
        ("site.time_zone", Some("Mars/Olympus")),
        ("site.language", Some("tlh")),
        ("comments.moderation", Some("some")),
        ("comments.close_after_days", Some("-1")),
        ("comments.links", Some("99999999999999999999")),
    ];
    let (status, answer) = save(&site, &cookie, &changes).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected: Vec<_> = changes.iter().map(|(name, _)| name.replace(['.', '_'], "-")).collect();
    assert_eq!(fields(&answer), expected);
    // One invalid value keeps the valid ones from being saved, too.
    let (_, answer) = save(&site, &cookie, &[("site.title", Some("Tốt")), ("site.posts_per_page", Some("101"))]).await;
    assert_eq!(fields(&answer), ["site-posts-per-page"]);
    for name in ["server.listen", "secret", "site.address", "comments.burst", "title"] {
        let (status, _) = save(&site, &cookie, &[(name, Some("1"))]).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
    }
    assert_eq!(read(&site, &cookie, "settings").await["settings"], before);
}

#[tokio::test]
async fn imported_menus_and_promotions_last_until_edited() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let board = read(&site, &cookie, "settings").await;
    let tagline = find(&board, "site.tagline");
    assert_eq!(tagline["origin"], "Import");
    let text = tagline["value"].as_str().unwrap();
    assert!(!text.is_empty() && site.get("/").await.body.contains(text));

    let (_, board) = save(&site, &cookie, &[("site.tagline", Some(""))]).await;
    assert_eq!(
        (&find(&board, "site.tagline")["value"], &find(&board, "site.tagline")["given"]),
        (&json!(""), &json!(text))
    );
    assert!(!site.get("/").await.body.contains(text), "empty is a value, too");
    let (_, board) = save(&site, &cookie, &[("site.tagline", None), ("site.posts_per_page", None)]).await;
    assert_eq!(find(&board, "site.tagline")["origin"], "Import");
    assert!(site.get("/").await.body.contains(text));
}

#[tokio::test]
async fn an_invalid_stored_setting_does_not_prevent_startup() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    for (name, value) in [("site.time_zone", "Mars/Olympus"), ("site.posts_per_page", "4")] {
        longan::store::settings::set(&mut writing, name, value).await.unwrap();
    }
    writing.commit().await.unwrap();
    let settings = load(&Overrides::default(), |_| None).unwrap();
    let again = AppState::new(settings, site.state.store.clone()).await.unwrap();
    assert_eq!(again.settings().site.time_zone.iana_name(), Some("Asia/Ho_Chi_Minh"));
    assert_eq!(again.settings().site.posts_per_page, 4);
}
