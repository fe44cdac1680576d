//! Security headers of every answer.

use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use longan::model::user::Role;
use sha2::{Digest, Sha256};

use crate::routes::site::{Answer, Site};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

fn policy(answer: &Answer) -> &str {
    answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap()
}

/// The sources of a directive.
fn sources<'a>(policy: &'a str, directive: &str) -> Vec<&'a str> {
    let found = policy.split(';').map(str::trim).find_map(|part| part.strip_prefix(directive));
    found.unwrap_or_else(|| panic!("no {directive} in {policy}")).split_whitespace().collect()
}

/// The inline scripts that a browser would run: opening tag and text of each.
fn scripts(html: &str) -> Vec<(&str, &str)> {
    let parts = html.split("<script").skip(1);
    let whole = parts.map(|part| part.split_once("</script>").unwrap().0.split_once('>').unwrap());
    whole.filter(|(tag, _)| !tag.contains("type=\"application/") && !tag.contains(" src=")).collect()
}

#[track_caller]
fn assert_runs(url: &str, answer: &Answer) {
    let allowed = sources(policy(answer), "script-src");
    assert!(!allowed.contains(&"'unsafe-inline'") && !allowed.contains(&"'unsafe-eval'"), "{url}: {allowed:?}");
    let found = scripts(&answer.body);
    assert!(!found.is_empty(), "{url}");
    for (tag, text) in found {
        let digest = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let nonce = tag.split_once("nonce=\"").map(|(_, rest)| rest.split_once('"').unwrap().0);
        let by_nonce = nonce.is_some_and(|nonce| allowed.contains(&format!("'nonce-{nonce}'").as_str()));
        assert!(allowed.contains(&digest.as_str()) || by_nonce, "{url} would not run <script{tag}>{text}");
    }
    assert!(!answer.body.contains(" style=\"") && !answer.body.contains("<style"), "{url} has inline styles");
    assert!(!answer.body.contains(" onclick="), "{url}");
}

#[tokio::test]
async fn every_inline_script_is_named_and_no_other_runs() {
    let site = Site::sample().await;
    for url in ["/", POST, "/category/xay-dung", "/gioi-thieu", "/author/do-quoc-thinh", "/none", POST] {
        assert_runs(url, &site.get(url).await);
    }
    assert_runs("/admin/login", &site.get("/admin/login").await);
    let cookie = site.log_in(Role::Administrator).await;
    let mut nonces = Vec::new();
    for place in ["", "/posts", "/posts/new", "/comments", "/media", "/terms", "/settings", "/users", "/account"] {
        let answer = site.get_as(&format!("/admin{place}"), &cookie).await;
        assert_runs(place, &answer);
        assert_eq!(sources(policy(&answer), "frame-ancestors"), ["'none'"]);
        nonces.extend(
            sources(policy(&answer), "script-src").iter().find(|s| s.contains("nonce")).map(ToString::to_string),
        );
    }
    let count = nonces.len();
    nonces.sort();
    nonces.dedup();
    assert_eq!((count, nonces.len()), (9, 9), "a nonce is used once");
}

#[tokio::test]
async fn every_answer_has_the_headers() {
    let site = Site::sample().await;
    let posted = site.post(POST, &[("body", "")]).await;
    let mut answers = vec![("a refused form", posted)];
    for url in ["/", "/none", "/favicon.svg", "/robots.txt", "/api/view?url=/", "/api/none", "/pkg/none", "/admin"] {
        answers.push((url, site.get(url).await));
    }
    for (what, answer) in answers {
        let says = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default();
        assert_eq!(says("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(says("cross-origin-opener-policy"), "same-origin", "{what}");
        assert!(says("permissions-policy").contains("camera=()"), "{what}");
        assert!(says("referrer-policy").contains("origin"), "{what}");
        assert!(says("content-security-policy").contains("default-src 'none'"), "{what}");
        assert!(says("content-security-policy").contains("frame-ancestors"), "{what}");
        assert_eq!(says("strict-transport-security"), "max-age=31536000", "{what}");
    }
}

#[tokio::test]
async fn only_what_is_asked_over_https_says_to_come_so_again() {
    let site = Site::with(|settings| {
        settings.site.address = String::new();
        settings.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    assert!(!site.get("/").await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    let forwarded = Request::get("/").header("x-forwarded-proto", "https").body(Body::empty()).unwrap();
    assert!(site.ask(forwarded).await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    let never = Site::with(|settings| settings.server.strict_transport_days = 0).await;
    assert!(!never.get("/").await.headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}
