//! The site's identity: its settings, and what readers see of it.

use axum::http::{StatusCode, header};
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::media::{read as media_of, send, speckled};
use crate::routes::site::{Site, between};
use crate::routes::terms::{call, fields, read};

async fn save(site: &Site, cookie: &str, changes: &[(&str, &str)]) -> (StatusCode, Value) {
    let changes: Vec<_> =
        changes.iter().map(|(name, value)| json!({ "name": format!("identity.{name}"), "value": value })).collect();
    call(site, cookie, "appearance/save", json!({ "changes": changes })).await
}

/// The address of the identity's style sheet on a page; empty if there is none.
fn style_of(page: &str) -> &str {
    if page.contains("/assets/identity-") {
        between(page, "<link rel=\"stylesheet\" href=\"/assets/", "\"")
    } else {
        ""
    }
}

/// A page without what differs each time.
async fn page(site: &Site, path: &str) -> String {
    let answer = site.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.body
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"60\" onload=\"alert(1)\">\
    <script>alert(1)</script><path d=\"M0 0h240v60H0z\" fill=\"#c8102e\"/></svg>";

#[tokio::test]
async fn a_site_gets_another_face_and_its_own_back() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let (front, policy) =
        (page(&site, "/").await, site.get("/").await.headers[header::CONTENT_SECURITY_POLICY].clone());
    assert_eq!(style_of(&front), "");
    assert_eq!(site.get("/assets/identity-0123456789abcdef.css").await.status, StatusCode::NOT_FOUND);
    let logo = media_of(&send(&site, &cookie, "name=logo.svg", DRAWING.into()).await);
    let icon = media_of(&send(&site, &cookie, "name=icon.png", speckled(256, 256, 3)).await);
    let (status, answer) = save(
        &site,
        &cookie,
        &[
            ("accent", "#FFcc00"),
            ("header", "centered"),
            ("density", "compact"),
            ("date", "off"),
            ("headline_face", "bitter"),
            ("logo", logo["path"].as_str().unwrap()),
            ("logo_alt", "Báo Bến"),
            ("icon", icon["path"].as_str().unwrap()),
            ("footer_1_heading", "Về chúng tôi"),
            ("footer_1", "- [Giới thiệu](/gioi-thieu)\n\n<script>alert(1)</script>"),
            ("publisher", "Hội Nhà báo <b>tỉnh</b>"),
            ("telephone", "0272 3 823 456"),
            ("copyright", "© {year} Báo Bến"),
            ("facebook", "facebook.com/baoben"),
            ("feed", "on"),
            ("css", ".post { color: rebeccapurple; }"),
        ],
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{answer}");

    let new = page(&site, "/").await;
    assert!(new.contains("class=\"masthead front centered\"") && !new.contains("class=\"today\""), "{new}");
    assert!(new.contains("alt=\"Báo Bến\"") && new.contains("width=\"240\" height=\"60\""));
    assert!(new.contains("<link rel=\"manifest\" href=\"/site.webmanifest\">") && !new.contains("/favicon.svg"));
    assert!(new.contains("<h2>Về chúng tôi</h2>") && new.contains("href=\"/gioi-thieu\"") && !new.contains("alert(1)"));
    assert!(new.contains("Hội Nhà báo &lt;b&gt;tỉnh&lt;/b&gt;") && new.contains("tel:02723823456"));
    assert!(new.contains("\"sameAs\":[\"https://facebook.com/baoben\"]") && new.contains("aria-label=\"Facebook\""));
    assert!(new.contains("/fonts/bitter-bold.") && !new.contains("{year}"));
    assert_eq!(site.get("/").await.headers[header::CONTENT_SECURITY_POLICY], policy, "the policy stays");
    assert!(!new.contains("style=\""), "no style attributes");
    assert!(page(&site, "/gioi-thieu").await.contains("class=\"masthead centered\""));
    assert!(site.get("/nothing-here").await.body.contains("/assets/identity-"), "error pages have it, too");

    let style = site.get(&format!("/assets/{}", style_of(&new))).await;
    assert_eq!((style.status, style.content_type.as_str()), (StatusCode::OK, "text/css; charset=utf-8"));
    assert!(style.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    assert!(
        style.body.contains("light-dark(")
            && style.body.contains("#ffcc00")
            && style.body.ends_with("rebeccapurple; }\n")
    );
    let old = site.get("/assets/identity-0123456789abcdef.css").await;
    assert_eq!((old.status, old.location), (StatusCode::TEMPORARY_REDIRECT, format!("/assets/{}", style_of(&new))));

    for (name, size) in [("32", 32), ("maskable", 512)] {
        let path = format!("/icons/{}-{name}.png", icon["id"]);
        let request = axum::http::Request::get(&path).body(axum::body::Body::empty()).unwrap();
        let (_, status, bytes) = site.ask_whole(request).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let picture = image::load_from_memory(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (size, size), "{path}");
    }
    assert_eq!(site.get(&format!("/icons/{}-192.png", logo["id"])).await.status, StatusCode::NOT_FOUND);
    let manifest: Value = serde_json::from_str(&page(&site, "/site.webmanifest").await).unwrap();
    assert_eq!(manifest["icons"].as_array().unwrap().len(), 3);
    for (feed, element) in [("/feed.xml", "<image>"), ("/atom.xml", "<icon>"), ("/feed.json", "\"icon\"")] {
        assert!(page(&site, feed).await.contains(element), "{feed}");
    }
    let uses = read(&site, &cookie, &format!("media/uses?id={}", logo["id"])).await;
    assert_eq!(uses["in_site"], true, "the library knows that the logo is used");

    let (status, _) = call(&site, &cookie, "appearance/reset", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(page(&site, "/").await, front, "the default is the same to the byte");
}

#[tokio::test]
async fn invalid_values_are_explained_at_their_field_and_change_nothing() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let front = page(&site, "/").await;
    let long = "a".repeat(64 * 1024 + 1);
    let wrong = [
        ("accent", "red"),
        ("header", "sideways"),
        ("density", "tight"),
        ("headline_face", "comic-sans"),
        ("logo", "https://evil.example/logo.svg"),
        ("logo_height", "2000"),
        ("telephone", "call me"),
        ("email", "nobody"),
        ("facebook", "https://evil.example/baoben"),
        ("css", "a {\n  color red;\n}"),
    ];
    let (status, answer) = save(&site, &cookie, &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected: Vec<_> = wrong.iter().map(|(name, _)| format!("identity-{}", name.replace('_', "-"))).collect();
    assert_eq!(fields(&answer), expected);
    assert!(answer.to_string().contains("Dòng 2, cột 3"), "{answer}");
    for (name, value) in
        [("css", long.as_str()), ("css", "@import url(/a.css);"), ("footer_1", &long), ("logo", "/media/999/a.png")]
    {
        let (status, answer) = save(&site, &cookie, &[(name, value)]).await;
        assert_eq!((status, fields(&answer).len()), (StatusCode::UNPROCESSABLE_ENTITY, 1), "{name}");
    }
    let oblong = media_of(&send(&site, &cookie, "name=a.png", speckled(300, 200, 5)).await);
    let (_, answer) = save(&site, &cookie, &[("icon", oblong["path"].as_str().unwrap())]).await;
    assert_eq!(fields(&answer), ["identity-icon"]);
    let other = json!({ "changes": [{ "name": "site.title", "value": "x" }] });
    assert_eq!(call(&site, &cookie, "appearance/save", other).await.0, StatusCode::NOT_FOUND);
    assert_eq!(page(&site, "/").await, front);
}

#[tokio::test]
async fn only_administrators_see_a_draft_and_nobody_else_does() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let front = page(&site, "/").await;
    let changes = json!([
        { "name": "identity.header", "value": "compact" },
        { "name": "identity.css", "value": ".post::before { content: \"</style><script>alert(1)</script>\" }" },
        { "name": "site.title", "value": "Không đổi" },
    ]);
    let draft = json!({ "changes": changes, "path": "/", "is_dark": true }).to_string();
    let path = "/admin/appearance/preview";
    let shown = site.post_as(path, &cookie, &[("draft", &draft)]).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("front compact") && shown.body.contains("<html data-theme=\"dark\""));
    // Within the element, only its end tag would count. The draft is there as a whole, and no other script is.
    assert!(shown.body.contains("content: \"<\\/style><script>alert(1)<\\/script>\""), "{}", shown.body);
    assert_eq!(shown.body.matches("<script").count(), 1);
    assert!(!shown.body.contains("</style><script>") && !shown.body.contains("Không đổi"));
    assert!(shown.body.contains("<body inert"));
    assert_eq!(shown.headers[header::X_FRAME_OPTIONS], "SAMEORIGIN");
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
    assert!(shown.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("style-src 'self' 'sha256-"));
    assert_eq!(page(&site, "/").await, front, "readers see what is saved");

    for role in [Role::Author, Role::Editor] {
        let cookie = site.log_in(role).await;
        assert_eq!(site.post_as(path, &cookie, &[("draft", &draft)]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(site.post(path, &[("draft", &draft)]).await.status, StatusCode::UNAUTHORIZED);
    for broken in ["", "{", "[]"] {
        let answer = site.post_as(path, &cookie, &[("draft", broken)]).await;
        assert!(answer.status.is_client_error(), "{broken} {}", answer.status);
    }
}
