//! Load shedding: what is rejected before it is processed, and that other requests go on.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use longan::config::Settings;

use crate::routes::site::{Answer, Site};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

fn behind_proxy(settings: &mut Settings) {
    settings.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    settings.server.reads_per_second = 2;
    settings.server.writes_per_second = 1;
}

async fn ask_from(site: &Site, address: &str, url: &str) -> Answer {
    site.ask(Request::get(url).header("x-forwarded-for", address).body(Body::empty()).unwrap()).await
}

/// How many requests of one address are accepted, and the first refusal. The limit refills while the test runs.
async fn ask_until_refused(site: &Site, url: &str) -> (usize, Answer) {
    for taken in 0..1000 {
        let answer = ask_from(site, "192.0.2.1", url).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return (taken, answer);
        }
    }
    panic!("nothing was refused");
}

fn seconds(headers: &HeaderMap) -> u64 {
    headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn oversized_requests_are_explained() {
    let site = Site::sample().await;
    let long = format!("/search?q={}", "a".repeat(9000));
    let answer = site.get(&long).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    assert!(answer.body.contains("Địa chỉ quá dài"), "{}", answer.body);
    let request = Request::get("/search").header("x-nonsense", "a".repeat(40_000)).body(Body::empty()).unwrap();
    assert_eq!(site.ask(request).await.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    let answer = site.post(POST, &[("body", &"a".repeat(1_100_000))]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("1024 KB"), "{}", answer.body);
}

#[tokio::test]
async fn compressed_bodies_are_not_taken() {
    let site = Site::sample().await;
    let request = Request::post("/api/comments")
        .header(header::CONTENT_ENCODING, "gzip")
        .header(header::CONTENT_TYPE, "application/json");
    let answer = site.ask(request.body(Body::from(vec![0x1f, 0x8b])).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(answer.headers[header::ACCEPT_ENCODING], "identity");
}

#[tokio::test]
async fn one_address_has_its_share_and_others_theirs() {
    let site = Site::with(behind_proxy).await;
    let (taken, refused) = ask_until_refused(&site, "/none").await;
    assert!(taken >= 20, "a burst of ten seconds, and not {taken}");
    assert!(seconds(&refused.headers) >= 1 && refused.body.contains("Quá nhiều yêu cầu"), "{}", refused.body);
    let (_, refused) = ask_until_refused(&site, "/api/view?url=/").await;
    assert_eq!(refused.content_type, "application/json", "as the client reads it");
    assert_eq!(ask_from(&site, "192.0.2.2", "/none").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask_from(&site, "192.0.2.1", "/favicon.svg").await.status, StatusCode::OK, "files are not counted");
    assert_eq!(ask_from(&site, "127.0.0.1", "/none").await.status, StatusCode::NOT_FOUND, "nor is this machine");
}

#[tokio::test]
async fn searches_are_counted_as_writes() {
    let site = Site::with(behind_proxy).await;
    let (taken, _) = ask_until_refused(&site, "/search?q=a").await;
    assert!(taken >= 10, "a burst of ten seconds, and not {taken}");
    assert_eq!(
        ask_from(&site, "192.0.2.1", "/none").await.status,
        StatusCode::NOT_FOUND,
        "reads have a share of their own"
    );
}

#[tokio::test]
async fn rejected_comments_keep_what_was_typed() {
    let site = Site::with(behind_proxy).await;
    let send = || {
        let body = Body::from("name=Lan&body=B%C3%A0i+hay+%3Cb%3E&post=1");
        let request = Request::post(POST).header("x-forwarded-for", "192.0.2.1");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        site.ask(request.body(body).unwrap())
    };
    let mut refused = send().await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..1000 {
        if refused.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        refused = send().await;
    }
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.body.contains("value=\"Bài hay &lt;b&gt;\""), "{}", refused.body);
    assert!(refused.body.contains(&format!("action=\"{POST}\"")), "{}", refused.body);
}
