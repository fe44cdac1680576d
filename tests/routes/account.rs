//! A user's own account: password, passkeys, recovery codes, sessions.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::authenticator::Authenticator;
use crate::routes::site::{Answer, Site, between};

pub const ORIGIN: &str = "https://bao.example";
pub const EMAIL: &str = "author@bao.example";
pub const PASSWORD: &str = "cá lóc nướng trui";

/// Logs in a user who has a password, and returns the session cookie.
pub async fn begin(site: &Site) -> String {
    let cookie = site.log_in(Role::Author).await;
    let (status, _) = site.call("account/password", &cookie, json!({ "old": "", "new": PASSWORD })).await;
    assert_eq!(status, StatusCode::OK);
    cookie
}

pub async fn add_passkey(site: &Site, cookie: &str, device: &mut Authenticator) -> Value {
    let (status, challenge) = site.call("passkeys/start", cookie, json!({})).await;
    assert_eq!(status, StatusCode::OK, "{challenge}");
    let options = serde_json::from_str(challenge["options"].as_str().unwrap()).unwrap();
    let credential = device.create(&options);
    let arguments = json!({ "ceremony": challenge["ceremony"], "credential": credential, "name": "Điện thoại" });
    let (status, codes) = site.call("passkeys/add", cookie, arguments).await;
    assert_eq!(status, StatusCode::OK, "{codes}");
    codes
}

pub async fn account(site: &Site, cookie: &str) -> Value {
    serde_json::from_str(&site.get_as("/api/admin/account", cookie).await.body).unwrap()
}

pub async fn type_password(site: &Site, password: &str) -> Answer {
    site.post("/admin/login", &[("email", EMAIL), ("password", password), ("next", "/admin/posts")]).await
}

/// Logs in with a passkey as the script of the login page does.
pub async fn show_passkey(site: &Site, device: &mut Authenticator, pending_second_factor: &str) -> Answer {
    let started = site.post("/admin/login/passkey/start", &[("pending_second_factor", pending_second_factor)]).await;
    assert_eq!(started.status, StatusCode::OK, "{}", started.body);
    let started: Value = serde_json::from_str(&started.body).unwrap();
    let options = serde_json::from_str(started["options"].as_str().unwrap()).unwrap();
    let credential = device.get(&options);
    let ceremony = started["ceremony"].as_str().unwrap();
    let fields = [
        ("ceremony", ceremony),
        ("credential", &credential),
        ("pending_second_factor", pending_second_factor),
        ("next", "/admin/posts"),
    ];
    site.post("/admin/login/passkey", &fields).await
}

pub fn half_way(page: &Answer) -> String {
    between(&page.body, "name=\"pending_second_factor\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn a_passkey_alone_lets_in() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let mut phone = Authenticator::new(ORIGIN, 1);
    add_passkey(&site, &cookie, &mut phone).await;
    let page = site.get("/admin/login").await;
    assert!(page.body.contains("data-passkey") && page.body.contains("longan_passkey"));
    let inside = show_passkey(&site, &mut phone, "").await;
    assert_eq!((inside.status, inside.location.as_str()), (StatusCode::SEE_OTHER, "/admin/posts"));
    assert_eq!(site.get_as("/admin", &inside.cookie).await.status, StatusCode::OK);
    assert!(!account(&site, &cookie).await["passkeys"][0]["used"].is_null());

    // A device that was not registered is refused.
    let mut other = Authenticator::new(ORIGIN, 2);
    other.handle = phone.handle.clone();
    let outside = show_passkey(&site, &mut other, "").await;
    assert_eq!((outside.status, outside.cookie.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    assert!(outside.body.contains("Khóa này không được chấp nhận."));
}

#[tokio::test]
async fn with_passkeys_a_password_needs_a_second_factor() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let mut phone = Authenticator::new(ORIGIN, 1);
    let codes = add_passkey(&site, &cookie, &mut phone).await;
    assert_eq!(codes.as_array().unwrap().len(), 10);
    let second = type_password(&site, PASSWORD).await;
    assert_eq!((second.status, second.cookie.as_str()), (StatusCode::OK, ""));
    let token = half_way(&second);
    let inside = show_passkey(&site, &mut phone, &token).await;
    assert_eq!((inside.status, inside.location.as_str()), (StatusCode::SEE_OTHER, "/admin/posts"));

    let code = codes[3].as_str().unwrap().to_uppercase().replace('-', " ");
    let recover = async |pending_second_factor: &str, code: &str| {
        site.post(
            "/admin/login/recovery",
            &[("pending_second_factor", pending_second_factor), ("code", code), ("email", EMAIL)],
        )
        .await
    };
    assert_eq!(recover(&token, "0000-0000-0000-0000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let forged = recover("1-99999999999999.forged", &code).await;
    assert_eq!((forged.status, forged.cookie.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    let without_password = recover("", &code).await;
    assert_eq!((without_password.status, without_password.cookie.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    assert_eq!(recover(&token, &code).await.location, "/admin");
    let again = recover(&token, &code).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("code-error") && again.body.contains(EMAIL));
    assert_eq!(account(&site, &cookie).await["codes"], 9);
}

#[tokio::test]
async fn dropping_the_password_needs_a_passkey_or_a_code() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let (status, _) = site.call("account/password/drop", &cookie, json!({ "old": PASSWORD })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "there is no passkey yet");
    let mut phone = Authenticator::new(ORIGIN, 1);
    let codes = add_passkey(&site, &cookie, &mut phone).await;
    let (status, fault) = site.call("account/password/drop", &cookie, json!({ "old": "wrong" })).await;
    assert_eq!((status, fault["Rejected"][0]["field"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("drop-old")));
    assert_eq!(site.call("account/password/drop", &cookie, json!({ "old": PASSWORD })).await.0, StatusCode::OK);
    assert_eq!(type_password(&site, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(show_passkey(&site, &mut phone, "").await.status, StatusCode::SEE_OTHER);
    let id = account(&site, &cookie).await["passkeys"][0]["id"].clone();
    let (status, _) = site.call("passkeys/remove", &cookie, json!({ "id": id })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "the only way in stays");
    let code = codes[0].as_str().unwrap();
    let inside = site.post("/admin/login/recovery", &[("email", EMAIL), ("code", code)]).await;
    assert_eq!(inside.location, "/admin");
    let unknown = site.post("/admin/login/recovery", &[("email", "x@bao.example"), ("code", code)]).await;
    let wrong = site.post("/admin/login/recovery", &[("email", EMAIL), ("code", code)]).await;
    assert_eq!(unknown.body.replace("x@", "author@"), wrong.body, "the answer does not tell who has an account");
}

#[tokio::test]
async fn the_last_passkey_takes_the_codes_along() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    assert!(add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 2)).await.is_null(), "codes are shown once");
    let (_, renewed) = site.call("account/codes", &cookie, json!({})).await;
    assert_eq!(renewed.as_array().unwrap().len(), 10);
    let keys = account(&site, &cookie).await["passkeys"].clone();
    let id = &keys[0]["id"];
    assert_eq!(site.call("passkeys/rename", &cookie, json!({ "id": id, "name": " " })).await.0.as_u16(), 422);
    assert_eq!(site.call("passkeys/rename", &cookie, json!({ "id": id, "name": "Máy bàn" })).await.0, StatusCode::OK);
    assert_eq!(account(&site, &cookie).await["passkeys"][0]["name"], "Máy bàn");
    let other = site.log_in(Role::Editor).await;
    assert_eq!(site.call("passkeys/remove", &other, json!({ "id": id })).await.0, StatusCode::NOT_FOUND);
    for key in keys.as_array().unwrap() {
        assert_eq!(site.call("passkeys/remove", &cookie, json!({ "id": key["id"] })).await.0, StatusCode::OK);
    }
    assert_eq!(account(&site, &cookie).await["codes"], 0);
    assert_eq!(type_password(&site, PASSWORD).await.location, "/admin/posts");
}

#[tokio::test]
async fn a_new_password_ends_other_sessions() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let other = type_password(&site, PASSWORD).await.cookie;
    site.log_in(Role::Editor).await;
    let sessions = account(&site, &cookie).await["sessions"].clone();
    assert_eq!(sessions.as_array().unwrap().len(), 2, "not the editor's");
    assert_eq!(sessions.as_array().unwrap().iter().filter(|session| session["is_this"] == true).count(), 1);
    let change =
        async |old: &str, new: &str| site.call("account/password", &cookie, json!({ "old": old, "new": new })).await;
    let (status, fault) = change("wrong", "mưa dầm thấm lâu").await;
    assert_eq!((status.as_u16(), fault["Rejected"][0]["field"].as_str()), (422, Some("old")));
    let (status, fault) = change(PASSWORD, "1234567890").await;
    assert_eq!((status.as_u16(), fault["Rejected"][0]["field"].as_str()), (422, Some("new")));
    assert_eq!(change(PASSWORD, "mưa dầm thấm lâu").await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &other).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.get_as("/api/admin/account", &cookie).await.status, StatusCode::OK);
    assert_eq!(type_password(&site, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let third = type_password(&site, "mưa dầm thấm lâu").await.cookie;
    let sessions = account(&site, &third).await["sessions"].clone();
    let first = sessions.as_array().unwrap().iter().find(|session| session["is_this"] == false).unwrap();
    let editor = site.log_in(Role::Editor).await;
    assert_eq!(site.call("sessions/end", &editor, json!({ "id": first["id"] })).await.0, StatusCode::OK);
    assert_eq!(
        site.get_as("/api/admin/account", &cookie).await.status,
        StatusCode::OK,
        "others' sessions are not theirs"
    );
    assert_eq!(site.call("sessions/end", &third, json!({ "id": first["id"] })).await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.call("sessions/end_all", &third, json!({})).await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &third).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_byline_follows_the_name() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    site.log_in(Role::Editor).await;
    let save = async |name: &str, email: &str, biography: &str| {
        let profile = json!({ "name": name, "email": email, "biography": biography });
        site.call("account/profile", &cookie, json!({ "profile": profile })).await
    };
    assert_eq!(save(" ", EMAIL, "").await.1["Rejected"][0]["field"], "name");
    assert_eq!(save("Lan", "editor@bao.example", "").await.1["Rejected"][0]["field"], "email");
    let biography = "Viết về **sông**.<script>alert(1)</script>";
    assert_eq!(save("Nguyễn Lan", "Lan@bao.example", biography).await.0, StatusCode::OK);
    let page = site.get("/author/do-quoc-thinh").await.body;
    assert!(page.contains("Nguyễn Lan") && page.contains("<strong>sông</strong>") && !page.contains("alert(1)"));
    let account = account(&site, &cookie).await;
    assert_eq!(account["profile"]["email"], "lan@bao.example");
    assert_eq!(account["profile"]["biography"], biography);
}

#[tokio::test]
async fn guessing_is_slowed_down_alike_for_everybody() {
    let site = Site::sample().await;
    begin(&site).await;
    let guess = async |email: &str| site.post("/admin/login", &[("email", email), ("password", "a guess")]).await;
    let (known, unknown) = (guess(EMAIL).await, guess("nobody@bao.example").await);
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.body, unknown.body.replace("nobody@", "author@"));
    for _ in 0..8 {
        assert_eq!(guess(EMAIL).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        guess("nobody@bao.example").await;
    }
    // Once the limit is reached, the right password is refused, too.
    site.post("/admin/login", &[("email", EMAIL), ("password", "a guess")]).await;
    let (known, unknown) = (type_password(&site, PASSWORD).await, guess("nobody@bao.example").await);
    assert_eq!((known.status, known.cookie.as_str()), (StatusCode::TOO_MANY_REQUESTS, ""));
    assert!(known.body.contains("quá nhiều lần"));
    assert!(matches!(unknown.status, StatusCode::TOO_MANY_REQUESTS | StatusCode::UNPROCESSABLE_ENTITY));
}

#[tokio::test]
async fn a_changed_password_ends_pending_logins() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    let codes = add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    let token = half_way(&type_password(&site, PASSWORD).await);
    let change = json!({ "old": PASSWORD, "new": "mưa dầm thấm lâu" });
    assert_eq!(site.call("account/password", &cookie, change).await.0, StatusCode::OK);
    let recover = async |pending_second_factor: &str, code: &Value| {
        site.post(
            "/admin/login/recovery",
            &[("pending_second_factor", pending_second_factor), ("code", code.as_str().unwrap())],
        )
        .await
    };
    let outside = recover(&token, &codes[0]).await;
    assert_eq!((outside.status, outside.cookie.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    assert!(outside.body.contains("đăng nhập lại từ đầu"), "{}", outside.body);
    let token = half_way(&type_password(&site, "mưa dầm thấm lâu").await);
    assert_eq!(recover(&token, &codes[0]).await.location, "/admin", "the code has not been used up");
}

#[tokio::test]
async fn a_new_password_may_remove_other_credentials() {
    let site = Site::sample().await;
    let cookie = begin(&site).await;
    add_passkey(&site, &cookie, &mut Authenticator::new(ORIGIN, 1)).await;
    let other = site.log_in(Role::Author).await;
    let change = async |old: &str, new: &str, keep: bool, remove: bool| {
        let arguments = json!({ "old": old, "new": new, "keep_sessions": keep, "remove_passkeys": remove });
        site.call("account/password", &cookie, arguments).await.0
    };
    assert_eq!(change(PASSWORD, "mưa dầm thấm lâu", true, false).await, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &other).await.status, StatusCode::OK);
    assert_eq!(account(&site, &cookie).await["passkeys"].as_array().unwrap().len(), 1);
    assert_eq!(change("mưa dầm thấm lâu", PASSWORD, false, true).await, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &other).await.status, StatusCode::UNAUTHORIZED);
    let account = account(&site, &cookie).await;
    assert_eq!((account["passkeys"].as_array().unwrap().len(), &account["codes"]), (0, &json!(0)));
    assert_eq!(type_password(&site, PASSWORD).await.location, "/admin/posts", "the password is enough now");
}
