//! The record of account changes that is shown to the account's owner.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::account::{EMAIL, ORIGIN, PASSWORD, account, add_passkey, begin};
use crate::routes::authenticator::Authenticator;
use crate::routes::site::{Answer, Site};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn log_in(site: &Site, cookie: &str) -> Answer {
    let request = Request::post("/admin/login")
        .header(header::USER_AGENT, FIREFOX)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let fields = "email=author%40bao.example&password=c%C3%A1+l%C3%B3c+n%C6%B0%E1%BB%9Bng+trui";
    let answer = site.ask(request.body(Body::from(fields)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer
}

async fn kinds(site: &Site, cookie: &str) -> Vec<String> {
    let events = account(site, cookie).await["events"].clone();
    events.as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_change_of_credentials_is_recorded() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    site.call("account/codes", &cookie, json!({})).await;
    let profile = json!({ "name": "Lan", "email": "lan@bao.example", "biography": "" });
    assert_eq!(site.call("account/profile", &cookie, json!({ "profile": profile })).await.0, StatusCode::OK);
    assert_eq!(site.call("account/profile", &cookie, json!({ "profile": profile })).await.0, StatusCode::OK);
    let key = account(&site, &cookie).await["passkeys"][0]["id"].clone();
    assert_eq!(site.call("passkeys/remove", &cookie, json!({ "id": key })).await.0, StatusCode::OK);
    let expected = ["PasskeyRemoved", "EmailChanged", "RecoveryCodesMade", "PasskeyAdded", "PasswordChanged"];
    assert_eq!(kinds(&site, &cookie).await, expected);
    let events = account(&site, &cookie).await["events"].clone();
    assert_eq!(events[1]["detail"], format!("{EMAIL} → lan@bao.example"));
    assert_eq!((&events[3]["detail"], &events[3]["address"]), (&json!("Điện thoại"), &json!("127.0.0.1")));

    let page = site.get_as("/admin", &cookie).await.body;
    assert!(page.contains("Hoạt động của tài khoản") && page.contains("Đã đổi mật khẩu"), "{page}");
    let page = site.get_as("/admin/account", &cookie).await.body;
    assert!(page.contains("Đã gỡ khóa truy cập “Điện thoại”"), "{page}");
    let other = site.log_in(Role::Editor).await;
    assert!(!site.get_as("/admin", &other).await.body.contains("Hoạt động của tài khoản"), "each sees their own");
}

#[tokio::test]
async fn a_login_from_a_new_browser_is_reported_once() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    assert_eq!(kinds(&site, &cookie).await, ["PasswordChanged"], "the first login is no news");
    let first = log_in(&site, "").await;
    let events = account(&site, &cookie).await["events"].clone();
    assert_eq!(events[0]["kind"], "NewDevice");
    assert_eq!((&events[0]["browser"], &events[0]["system"]), (&json!("Firefox"), &json!("Linux")));
    let cookies = first.headers.get_all(header::SET_COOKIE).iter();
    let device = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>()[1];
    log_in(&site, device).await;
    assert_eq!(kinds(&site, &cookie).await, ["NewDevice", "PasswordChanged"]);
    log_in(&site, "").await;
    assert_eq!(kinds(&site, &cookie).await, ["NewDevice", "NewDevice", "PasswordChanged"]);
}

#[tokio::test]
async fn a_link_made_by_an_administrator_is_no_secret() {
    let site = Site::sample().await;
    let (cookie, admin) = (begin(&site).await, site.log_in(Role::Administrator).await);
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/users", &admin).await.body).unwrap();
    let member = list.as_array().unwrap().iter().find(|member| member["email"] == EMAIL).unwrap();
    let (_, link) = site.call("users/link", &admin, json!({ "id": member["id"] })).await;
    let events = account(&site, &cookie).await["events"].clone();
    assert_eq!((&events[0]["kind"], &events[0]["detail"]), (&json!("ResetLinkMade"), &json!("administrator")));
    let token = link["link"].as_str().unwrap().split_once("token=").unwrap().1;
    let inside = site.post("/admin/invitation", &[("token", token), ("password", PASSWORD)]).await;
    let told = kinds(&site, &inside.cookie).await;
    assert_eq!(told[..3], ["NewDevice", "PasswordChanged", "ResetLinkMade"]);
}
