//! Sessions end when they are idle, and after their lifetime however busy they are.

use axum::http::StatusCode;
use longan::auth::session::{IDLE, LIFETIME};
use longan::clock::{advance, now};
use longan::model::user::Role;
use serde_json::json;

use crate::routes::site::Site;

const MINUTE: i64 = 60 * 1000;

/// The status of a request with this session.
async fn use_session(site: &Site, cookie: &str) -> StatusCode {
    site.call("posts/slug", cookie, json!({ "kind": "Post", "id": null, "title": "Tin" })).await.0
}

#[tokio::test]
async fn idle_sessions_end() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    advance(IDLE - MINUTE);
    assert_eq!(use_session(&site, &cookie).await, StatusCode::OK);
    // It counts from the last use.
    advance(IDLE - MINUTE);
    assert_eq!(use_session(&site, &cookie).await, StatusCode::OK);
    advance(IDLE + MINUTE);
    assert_eq!(use_session(&site, &cookie).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn busy_sessions_end_after_their_lifetime() {
    let site = Site::sample().await;
    let start = now();
    let cookie = site.log_in(Role::Author).await;
    while now() + IDLE / 2 < start + LIFETIME {
        assert_eq!(use_session(&site, &cookie).await, StatusCode::OK);
        advance(IDLE / 2);
    }
    advance(start + LIFETIME - MINUTE - now());
    assert_eq!(use_session(&site, &cookie).await, StatusCode::OK);
    advance(2 * MINUTE);
    assert_eq!(use_session(&site, &cookie).await, StatusCode::UNAUTHORIZED);
}
