//! Reauthentication: with an old session, actions that could give lasting access ask for password or passkey again.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::auth::session::RECENT;
use longan::clock::advance;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::{Value, json};

use crate::routes::account::{EMAIL, ORIGIN, PASSWORD, account, add_passkey, begin};
use crate::routes::authenticator::Authenticator;
use crate::routes::site::{Answer, Site};

const MINUTE: i64 = 60 * 1000;
const AN_HOUR: i64 = 60 * MINUTE;

/// Moves the last authentication of all sessions one hour into the past.
async fn let_time_pass(site: &Site) {
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE sessions SET authenticated_at = authenticated_at - $1")
        .bind(AN_HOUR)
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
}

async fn post_as(site: &Site, url: &str, cookie: &str, fields: &str) -> Answer {
    let request = Request::post(url)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(fields.to_owned())).unwrap()).await
}

fn refused() -> (StatusCode, Value) {
    (StatusCode::FORBIDDEN, json!("ReauthenticationRequired"))
}

#[tokio::test]
async fn authentication_is_recent_for_ten_minutes() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    advance(RECENT - MINUTE);
    assert_eq!(site.call("passkeys/start", &cookie, json!({})).await.0, StatusCode::OK);
    advance(2 * MINUTE);
    assert_eq!(site.call("passkeys/start", &cookie, json!({})).await, refused());
}

#[tokio::test]
async fn account_changes_need_recent_authentication() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    let before = account(&site, &cookie).await;
    let key = &before["passkeys"][0]["id"];
    let session = &before["sessions"][0]["id"];
    let email = json!({ "name": "Lan", "email": "stranger@evil.example", "biography": "" });
    let calls = [
        ("passkeys/start", json!({})),
        ("passkeys/add", json!({ "ceremony": "", "credential": "", "name": "a" })),
        ("passkeys/remove", json!({ "id": key })),
        ("account/codes", json!({})),
        ("account/profile", json!({ "profile": email })),
        ("sessions/end", json!({ "id": session })),
        ("sessions/end_all", json!({})),
    ];
    let_time_pass(&site).await;
    for (function, arguments) in &calls {
        assert_eq!(site.call(function, &cookie, arguments.clone()).await, refused(), "{function}");
    }
    let after = account(&site, &cookie).await;
    for what in ["profile", "passkeys", "codes", "sessions"] {
        assert_eq!(after[what], before[what], "{what}");
    }
    let name = json!({ "name": "Lan", "email": EMAIL, "biography": "Viết về sông." });
    let (status, _) = site.call("account/profile", &cookie, json!({ "profile": name })).await;
    assert_eq!(status, StatusCode::OK, "a name is nothing to get in with");
    let rename = json!({ "id": key, "name": "Máy bàn" });
    assert_eq!(site.call("passkeys/rename", &cookie, rename).await.0, StatusCode::OK);
}

#[tokio::test]
async fn administrator_actions_need_recent_authentication() {
    let site = Site::sample().await;
    let author = site.log_in(Role::Author).await;
    let cookie = site.log_in(Role::Administrator).await;
    let id = account_id(&site, &cookie, EMAIL).await;
    let_time_pass(&site).await;
    let invitee = json!({ "name": "Kẻ lạ", "email": "stranger@evil.example", "role": "Administrator" });
    let calls = [
        ("users/invite", json!({ "invitee": invitee })),
        ("users/link", json!({ "id": id })),
        ("users/role", json!({ "id": id, "role": "Administrator" })),
        ("users/remove", json!({ "id": id, "legacy": "Stay" })),
        // A user without a password is not asked for one.
        ("account/password", json!({ "old": "", "new": PASSWORD })),
    ];
    for (function, arguments) in calls {
        assert_eq!(site.call(function, &cookie, arguments).await, refused(), "{function}");
    }
    assert_eq!(site.get_as("/api/admin/account", &author).await.status, StatusCode::OK);
    let download = post_as(&site, "/admin/backup/download", &cookie, "").await;
    let page = "/admin/reauthenticate?next=%2Fadmin%2Fbackup";
    assert_eq!((download.status, download.location.as_str()), (StatusCode::SEE_OTHER, page));
    let copy = site.get_as("/admin/backup/copies/site.db", &cookie).await;
    assert_eq!((copy.status, copy.location.as_str()), (StatusCode::SEE_OTHER, page));
    let restore = post_as(&site, "/admin/backup/restore?title=x", &cookie, "x").await;
    assert_eq!((restore.status, restore.body.as_str()), (StatusCode::FORBIDDEN, "\"ReauthenticationRequired\""));
}

async fn account_id(site: &Site, admin: &str, email: &str) -> Value {
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/users", admin).await.body).unwrap();
    list.as_array().unwrap().iter().find(|member| member["email"] == email).unwrap()["id"].clone()
}

#[tokio::test]
async fn the_password_opens_what_it_should() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let ways = async || -> Value {
        serde_json::from_str(&site.get_as("/api/admin/reauthentication", &cookie).await.body).unwrap()
    };
    assert_eq!(ways().await["is_needed"], false);
    let_time_pass(&site).await;
    assert_eq!(ways().await, json!({ "is_needed": true, "email": EMAIL, "has_password": true, "has_passkeys": false }));
    let show =
        async |password: &str| site.call("reauthentication/password", &cookie, json!({ "password": password })).await;
    let (status, fault) = show("a guess").await;
    assert_eq!((status.as_u16(), fault["Rejected"][0]["field"].as_str()), (422, Some("password")));
    assert_eq!(site.call("passkeys/start", &cookie, json!({})).await, refused());
    assert_eq!(show(PASSWORD).await.0, StatusCode::OK);
    add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    // Attempts are limited as they are at login.
    for _ in 0..10 {
        show("a guess").await;
    }
    let (status, fault) = show(PASSWORD).await;
    assert!(status.as_u16() == 422 && fault["Rejected"][0]["text"].as_str().unwrap().contains("quá nhiều lần"));
}

#[tokio::test]
async fn a_passkey_does_too_and_only_ones_own() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let mut phone = Authenticator::new(ORIGIN, 1);
    add_passkey(&site, &cookie, &mut phone).await;
    let stranger = site.log_in(Role::Editor).await;
    let mut theirs = Authenticator::new(ORIGIN, 2);
    add_passkey(&site, &stranger, &mut theirs).await;
    let_time_pass(&site).await;
    let show = async |device: &mut Authenticator| {
        let (_, challenge) = site.call("reauthentication/passkey/start", &cookie, json!({})).await;
        let options = serde_json::from_str(challenge["options"].as_str().unwrap()).unwrap();
        let arguments = json!({ "ceremony": challenge["ceremony"], "credential": device.get(&options) });
        site.call("reauthentication/passkey", &cookie, arguments).await.0
    };
    assert_eq!(show(&mut theirs).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.call("account/codes", &cookie, json!({})).await, refused());
    assert_eq!(show(&mut phone).await, StatusCode::OK);
    assert_eq!(site.call("account/codes", &cookie, json!({})).await.0, StatusCode::OK);
    assert_eq!(site.call("account/codes", &stranger, json!({})).await, refused(), "each session for itself");
}

#[tokio::test]
async fn reauthentication_works_without_script() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let outside = site.get("/admin/reauthenticate").await;
    assert_eq!(outside.location, "/admin/login");
    let_time_pass(&site).await;
    let page = site.get_as("/admin/reauthenticate?next=%2Fadmin%2Fbackup", &cookie).await;
    assert!(page.status == StatusCode::OK && page.body.contains("name=\"next\" value=\"/admin/backup\""));
    assert!(!page.body.contains("data-passkey"), "there is none to show");
    let wrong = post_as(&site, "/admin/reauthenticate", &cookie, "password=a+guess&next=/admin/backup").await;
    assert!(wrong.status.as_u16() == 422 && wrong.body.contains("password-error"), "{}", wrong.body);
    assert_eq!(site.call("passkeys/start", &cookie, json!({})).await, refused());
    let fields = "password=c%C3%A1+l%C3%B3c+n%C6%B0%E1%BB%9Bng+trui&next=";
    let right = post_as(&site, "/admin/reauthenticate", &cookie, &format!("{fields}/admin/backup")).await;
    assert_eq!((right.status, right.location.as_str()), (StatusCode::SEE_OTHER, "/admin/backup"), "{}", right.body);
    assert_eq!(site.call("passkeys/start", &cookie, json!({})).await.0, StatusCode::OK);
    let away = post_as(&site, "/admin/reauthenticate", &cookie, &format!("{fields}//evil.example")).await;
    assert_eq!(away.location, "/admin");
}
