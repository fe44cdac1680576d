//! The public server functions, called as the client calls them.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::config::Moderation;
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

async fn view(site: &Site, url: &str) -> (StatusCode, Value) {
    let url = percent_encoding::utf8_percent_encode(url, percent_encoding::NON_ALPHANUMERIC);
    let Answer { status, body, .. } = site.get(&format!("/api/view?url={url}")).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

async fn send(site: &Site, draft: Value) -> (StatusCode, Value) {
    let request = Request::post("/api/comments")
        .header(header::CONTENT_TYPE, "application/json")
        // A retry comes from the same browser, so it has the same cookie.
        .header(header::COOKIE, format!("__Host-longan-commenter={}", "0f".repeat(32)))
        .header("sec-fetch-site", "same-origin");
    let body = Body::from(json!({ "draft": draft }).to_string());
    let Answer { status, body, .. } = site.ask(request.body(body).unwrap()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

#[tokio::test]
async fn a_view_is_what_the_document_shows() {
    let site = Site::sample().await;
    for url in [POST, "/", "/category/xay-dung", "/gioi-thieu", "/author/do-quoc-thinh"] {
        let (status, found) = view(&site, url).await;
        assert_eq!(status, StatusCode::OK, "{url}");
        let document = site.get(url).await.body;
        let part = |name: &str| found["Page"][name].as_str().unwrap().to_owned();
        assert!(document.contains(&format!("<title>{}</title>", part("title"))), "{url}");
        assert!(document.contains(&part("metadata")), "{url}: {}", part("metadata"));
        assert_eq!(part("language"), "vi");
        // Each page has its own form token, so only the part before it can be compared.
        let before = |html: String| html.split("stamp").next().unwrap().to_owned();
        assert!(document.contains(&before(part("main"))), "{url}: {}", part("main"));
        assert!(document.contains(&part("sidebar")), "{url}");
        assert!(!document.contains("@example"), "no address of a commenter");
    }
}

/// A value that the page passes to the client: an attribute of the discussion element, or a hidden field of the form.
fn told(page: &Value, name: &str) -> String {
    let main = page["Page"]["main"].as_str().unwrap();
    let start = match name {
        "stamp" => "name=\"stamp\" value=\"".to_owned(),
        _ => format!("data-{name}=\""),
    };
    between(main, &start, "\"").to_owned()
}

#[tokio::test]
async fn nothing_of_a_discussion_travels_twice() {
    let site = Site::sample().await;
    let page = site.get(POST).await.body;
    let (_, discussion) = page.split_once("id=\"discussion\"").unwrap();
    for said in ["tự rửa chén", "<span>Bảy Hiền<"] {
        assert_eq!(discussion.matches(said).count(), 1, "{said}");
    }
    assert!(!page.contains("type=\"application/json\">"), "no data beside what is shown");
}

#[tokio::test]
async fn missing_and_moved_views_say_so() {
    let site = Site::sample().await;
    assert_eq!(view(&site, "/posts/none").await, (StatusCode::NOT_FOUND, json!("NotFound")));
    assert_eq!(view(&site, "/gioi-thieu/").await, (StatusCode::OK, json!({ "Moved": "/gioi-thieu" })));
}

#[tokio::test]
async fn a_comment_is_sent_and_found() {
    let site = Site::with(|settings| settings.comments.moderation = Moderation::Nobody).await;
    let (_, page) = view(&site, POST).await;
    let draft = json!({
        "post": told(&page, "post").parse::<i64>().unwrap(), "parent": "", "name": "Lan", "email": "lan@example.org",
        "body": "Xin *cảm ơn*", "website": "", "stamp": told(&page, "stamp"),
    });
    let (status, sent) = send(&site, draft.clone()).await;
    assert_eq!(status, StatusCode::OK, "{sent}");
    assert_eq!(sent["comment"]["state"], "Published");
    assert_eq!(sent["count"].as_i64(), told(&page, "count").parse::<i64>().ok().map(|count| count + 1));
    let (_, again) = send(&site, draft).await;
    assert_eq!(again["comment"]["id"], sent["comment"]["id"]);
}

#[tokio::test]
async fn errors_name_their_field() {
    let site = Site::sample().await;
    let (status, error) = send(&site, json!({ "name": "", "email": "x", "body": "Hay" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = json!({ "Invalid": [
        { "field": "Name", "fault": "Missing" },
        { "field": "Email", "fault": "NotAnEmail" },
    ] });
    assert_eq!(error, expected);
}

#[tokio::test]
async fn only_a_trusted_proxy_says_https() {
    let ask =
        || Request::get(format!("/api/view?url={POST}")).header("x-forwarded-proto", "https").header("host", "bao.vn");
    for (trusted, scheme) in [("127.0.0.1/32", "https://bao.vn"), ("192.0.2.0/24", "http://bao.vn")] {
        let site = Site::with(|settings| {
            settings.site.address.clear();
            settings.server.trusted_proxies = vec![trusted.parse().unwrap()];
        });
        let answer = site.await.ask(ask().body(Body::empty()).unwrap()).await;
        assert!(answer.body.contains(&format!("data-url=\\\"{scheme}/posts/")), "{trusted}");
    }
}

#[tokio::test]
async fn nothing_changes_on_a_get_and_foreign_pages_cannot_write() {
    let site = Site::sample().await;
    assert_ne!(site.get("/api/comments?draft[name]=x").await.status, StatusCode::OK);
    let foreign = Request::post("/api/comments")
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("{}"))
        .unwrap();
    assert_eq!(site.ask(foreign).await.status, StatusCode::FORBIDDEN);
}
