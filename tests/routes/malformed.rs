//! Malformed input: every server function answers it with 400 or 422 and a reason.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use longan::model::admin::{media, post};
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::roles::{Arguments, functions};
use crate::routes::site::{Answer, Site};

const JSON: &str = "application/json";

/// Bodies that are malformed JSON, or nested too deep, whatever the function takes.
const NO_JSON: [&[u8]; 9] = [
    b"",
    b"{",
    b"[1,",
    b"nonsense",
    b"a=b&c=%",
    b"{\"a\":\"\xff\"}",
    b"{\"a\":\"\\ud800\"}",
    b"{\"a\":1e999}",
    b"\xef\xbb\xbf{}",
];

/// JSON values that are valid in themselves but wrong for most arguments.
const VALUES: [&str; 22] = [
    "null",
    "true",
    "[]",
    "{}",
    "[[]]",
    "{\"a\":1}",
    "0",
    "-1",
    "1.5",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "99999999999999999999999999",
    "4294967296",
    "\"\"",
    "\"a\\u0000b\"",
    "\"\u{feff}\u{202e}\u{301}\"",
    "\"9223372036854775807\"",
    "\"9223372036854775807.9223372036854775807\"",
    "\"-9223372036854775808,-1\"",
    "\"../../etc\"",
    "[9223372036854775807,-1,0]",
];

/// Queries that no function with arguments accepts. Functions without arguments ignore them.
const NO_QUERIES: [&str; 5] = ["a[b][c][d][e][f][g][h]=1", "%ff%fe=%ff", "&&&===", "%", "a[=1&a]=2"];

async fn post(site: &Site, path: &str, cookie: &str, content_type: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(body)).unwrap()).await
}

/// Asserts that malformed input was refused: 400 and a reason of at most 200 characters.
fn assert_refused(answer: &Answer, what: &str) {
    let reason = &serde_json::from_str::<Value>(&answer.body).unwrap_or_default()["Malformed"];
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}: {}", answer.body);
    assert!(
        reason.as_str().is_some_and(|reason| (1..=200).contains(&reason.chars().count())),
        "{what}: {}",
        answer.body
    );
}

/// Asserts that the answer is no server error, and that a refusal has a reason.
fn assert_answered(answer: &Answer, what: &str) {
    assert!(answer.status.as_u16() < 500, "{what}: {} {}", answer.status, answer.body);
    assert!(answer.status.is_success() || !answer.body.is_empty(), "{what}: {}", answer.status);
}

/// The arguments with all optional fields, which the test of roles leaves at their defaults.
fn complete(path: &str, arguments: &Value) -> Value {
    match path {
        "/api/comments" => json!({ "draft": longan::model::comment::CommentDraft::default() }),
        "/api/admin/posts/list" => json!({ "filter": post::PostFilter::default() }),
        "/api/admin/posts/save" => json!({ "draft": post::PostDraft::default(), "intent": { "PublishAt": "" } }),
        "/api/admin/posts/preview" | "/api/admin/revisions/compare" => json!({ "draft": post::PostDraft::default() }),
        "/api/admin/media/list" => json!({ "search": media::MediaSearch::default() }),
        "/api/admin/menu/save" => json!({ "items": [{ "title": "", "target": "" }], "known": [] }),
        _ => arguments.clone(),
    }
}

/// The arguments as JSON, once for each combination of a part of them and a value that replaces it.
fn variants(arguments: &Value) -> Vec<String> {
    fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
        found.push(at.to_owned());
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| pointers(value, &format!("{at}/{name}"), found));
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    pointers(arguments, "", &mut found);
    let replace = |pointer: &String| {
        let mut changed = arguments.clone();
        *changed.pointer_mut(pointer).unwrap() = json!("@");
        VALUES.map(|value| changed.to_string().replace("\"@\"", value))
    };
    found.iter().flat_map(replace).collect()
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    for (path, function) in functions() {
        let Arguments::Json(arguments) = function.arguments else { continue };
        // A function without arguments ignores those that are sent.
        let takes_none = arguments == json!({});
        for body in NO_JSON.iter().filter(|body| !(takes_none && body.starts_with(b"{\"a\""))) {
            let what = format!("{path} {}", String::from_utf8_lossy(body));
            assert_refused(&post(&site, path, &cookie, JSON, body.to_vec()).await, &what);
        }
        let deep = [&b"[".repeat(100_000)[..], &b"{\"draft\":".repeat(10_000)].map(<[u8]>::to_vec);
        for body in deep {
            assert_refused(&post(&site, path, &cookie, JSON, body).await, path);
        }
        let sound = arguments.to_string().into_bytes();
        assert_refused(&post(&site, path, &cookie, JSON, sound[..sound.len() - 1].to_vec()).await, path);
        for kind in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "\u{e9}"]
        {
            assert_refused(&post(&site, path, &cookie, kind, sound.clone()).await, &format!("{path} {kind}"));
        }
        let get = site.get_as(path, &cookie).await;
        assert_refused(&get, &format!("GET {path}"));
    }
}

#[tokio::test]
async fn arguments_of_other_kinds_break_nothing() {
    let site = Site::sample().await;
    for (path, function) in functions() {
        let Arguments::Json(arguments) = function.arguments else { continue };
        // Some functions end the session that calls them.
        let mut cookie = site.log_in(Role::Administrator).await;
        for body in variants(&complete(path, &arguments)) {
            let mut answer = post(&site, path, &cookie, JSON, body.clone().into_bytes()).await;
            if answer.status == StatusCode::UNAUTHORIZED {
                cookie = site.log_in(Role::Administrator).await;
                answer = post(&site, path, &cookie, JSON, body.clone().into_bytes()).await;
            }
            assert_answered(&answer, &format!("{path} {body}"));
        }
    }
}

#[tokio::test]
async fn queries_of_other_kinds_break_nothing() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let numbers = ["x", "1.5", "", "99999999999999999999999999", "%ff", "%", "1&after=2&post=1&id=3"];
    let extremes = ["0", "-1", "9223372036854775807", "-9223372036854775808"];
    let texts = ["%00", "%ff", "a%00b", "%", "//example.org", "/%ff", "?", "http://[", "/posts/%e2%80%ae"];
    for (path, function) in functions() {
        let Arguments::Query(query) = function.arguments else { continue };
        for noise in NO_QUERIES {
            let answer = site.get_as(&format!("{path}?{noise}"), &cookie).await;
            assert_answered(&answer, &format!("{path}?{noise}"));
            if !query.is_empty() && !matches!(path, "/api/admin/terms") {
                assert_refused(&answer, &format!("{path}?{noise}"));
            }
        }
        for (name, _) in url::form_urlencoded::parse(query.as_bytes()) {
            let others: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
            let with = |value: &str| format!("{path}?{}&{name}={value}", others.join("&"));
            for value in extremes.iter().chain(&texts) {
                assert_answered(&site.get_as(&with(value), &cookie).await, &with(value));
            }
            if matches!(&*name, "id" | "post" | "revision" | "after") {
                for value in numbers {
                    assert_refused(&site.get_as(&with(value), &cookie).await, &with(value));
                }
            }
        }
        let request = Request::builder().method(Method::POST).uri(path).header(header::COOKIE, &cookie);
        let request = request.header(header::CONTENT_TYPE, JSON).header("sec-fetch-site", "same-origin");
        assert_refused(&site.ask(request.body(Body::from("{}")).unwrap()).await, &format!("POST {path}"));
    }
    let answer = site.get_as("/api/admin/none", &cookie).await;
    assert_refused(&answer, "a function that is none");
}
