//! User management by administrators.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::account::{add_passkey, begin, show_passkey};
use crate::routes::authenticator::Authenticator;
use crate::routes::site::Site;

const PASSWORD: &str = "cá lóc nướng trui";

async fn invite(site: &Site, admin: &str, name: &str, email: &str) -> (StatusCode, Value) {
    site.call("users/invite", admin, json!({ "invitee": { "name": name, "email": email, "role": "Author" } })).await
}

/// The path of a link, and its token.
fn parts(invitation: &Value) -> (String, String) {
    let path = invitation["link"].as_str().unwrap().strip_prefix("https://bao.example").unwrap().to_owned();
    let token = path.split_once("token=").unwrap().1.to_owned();
    (path, token)
}

async fn member(site: &Site, admin: &str, email: &str) -> Value {
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/users", admin).await.body).unwrap();
    list.as_array().unwrap().iter().find(|member| member["email"] == email).cloned().unwrap_or_default()
}

#[tokio::test]
async fn an_invitation_lets_in_once() {
    let site = Site::sample().await;
    let admin = site.log_in(Role::Administrator).await;
    assert_eq!(invite(&site, &admin, "", "ngan@bao.example").await.1["Rejected"][0]["field"], "name");
    let (status, invitation) = invite(&site, &admin, "Kim Ngân", "ngan@bao.example").await;
    assert_eq!(status, StatusCode::OK, "{invitation}");
    assert_eq!(invite(&site, &admin, "Ngân", "NGAN@bao.example").await.1["Rejected"][0]["field"], "email");
    assert_eq!(member(&site, &admin, "ngan@bao.example").await["is_invited"], true);

    let (path, token) = parts(&invitation);
    let page = site.get(&path).await;
    assert!(page.status == StatusCode::OK && page.body.contains("Kim Ngân"));
    let refused = site.post("/admin/invitation", &[("token", &token), ("password", "kimngan")]).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains("password-error") && refused.cookie.is_empty());
    let inside = site.post("/admin/invitation", &[("token", &token), ("password", PASSWORD)]).await;
    assert_eq!(inside.location, "/admin", "{}", inside.body);
    assert_eq!(site.get_as("/admin", &inside.cookie).await.status, StatusCode::OK);
    assert_eq!(site.get(&path).await.status, StatusCode::FORBIDDEN);
    let again = site.post("/admin/invitation", &[("token", &token), ("password", "another password")]).await;
    assert_eq!((again.status, again.cookie.as_str()), (StatusCode::FORBIDDEN, ""));
    let forged = token.replacen(char::is_numeric, "9", 1);
    assert_eq!(site.get(&format!("/admin/invitation?token={forged}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(member(&site, &admin, "ngan@bao.example").await["is_invited"], false);
}

#[tokio::test]
async fn a_new_link_replaces_all_credentials() {
    let site = Site::sample().await;
    let admin = site.log_in(Role::Administrator).await;
    let (_, invitation) = invite(&site, &admin, "Kim Ngân", "ngan@bao.example").await;
    let token = parts(&invitation).1;
    let cookie = site.post("/admin/invitation", &[("token", &token), ("password", PASSWORD)]).await.cookie;
    let (_, challenge) = site.call("passkeys/start", &cookie, json!({})).await;
    let options = serde_json::from_str(challenge["options"].as_str().unwrap()).unwrap();
    let credential = Authenticator::new("https://bao.example", 1).create(&options);
    let arguments = json!({ "ceremony": challenge["ceremony"], "credential": credential, "name": "Máy" });
    assert_eq!(site.call("passkeys/add", &cookie, arguments).await.0, StatusCode::OK);

    let id = member(&site, &admin, "ngan@bao.example").await["id"].clone();
    let (_, link) = site.call("users/link", &admin, json!({ "id": id })).await;
    assert_eq!(
        site.get_as("/api/admin/account", &cookie).await.status,
        StatusCode::OK,
        "nothing happens before it is used"
    );
    let token = parts(&link).1;
    let inside = site.post("/admin/invitation", &[("token", &token), ("password", "mưa dầm thấm lâu")]).await;
    assert_eq!(inside.location, "/admin");
    assert_eq!(site.get_as("/api/admin/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    let fields = [("email", "ngan@bao.example"), ("password", "mưa dầm thấm lâu")];
    assert_eq!(site.post("/admin/login", &fields).await.location, "/admin", "the passkeys are gone");
}

#[tokio::test]
async fn a_role_counts_from_the_next_request_on() {
    let site = Site::sample().await;
    let (admin, author) = (site.log_in(Role::Administrator).await, site.log_in(Role::Author).await);
    let password = json!({ "old": "", "new": PASSWORD });
    assert_eq!(site.call("account/password", &admin, password).await.0, StatusCode::OK);
    let id = member(&site, &admin, "author@bao.example").await["id"].clone();
    assert_eq!(site.get_as("/api/admin/users", &author).await.status, StatusCode::FORBIDDEN);
    let change =
        async |id: &Value, role: &str| site.call("users/role", &admin, json!({ "id": id, "role": role })).await;
    assert_eq!(change(&id, "Administrator").await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/users", &author).await.status, StatusCode::OK);
    assert_eq!(change(&id, "Editor").await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/users", &author).await.status, StatusCode::FORBIDDEN);
    let own = member(&site, &admin, "administrator@bao.example").await["id"].clone();
    let (status, fault) = change(&own, "Author").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fault["Rejected"][0]["text"].as_str().unwrap().contains("cuối cùng"));
}

#[tokio::test]
async fn removed_users_lose_access_and_their_posts_stay() {
    let site = Site::sample().await;
    let admin = site.log_in(Role::Administrator).await;
    let (_, invitation) = invite(&site, &admin, "Phan Mỹ Duyên", "duyen@bao.example").await;
    let token = parts(&invitation).1;
    let cookie = site.post("/admin/invitation", &[("token", &token), ("password", PASSWORD)]).await.cookie;
    let leaver = member(&site, &admin, "duyen@bao.example").await;
    let posts = leaver["posts"].as_i64().unwrap();
    assert!(posts > 0, "an author of the sample has been found again by name");
    let own = member(&site, &admin, "administrator@bao.example").await;
    let remove = async |id: &Value, legacy: Value| {
        site.call("users/remove", &admin, json!({ "id": id, "legacy": legacy })).await
    };
    assert_eq!(remove(&own["id"], json!("Stay")).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = remove(&leaver["id"], json!({ "GoTo": 999_999 })).await;
    assert_eq!(nobody.1["Rejected"][0]["field"], "heir");
    assert_eq!(remove(&leaver["id"], json!({ "GoTo": own["id"] })).await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/account", &cookie).await.status, StatusCode::UNAUTHORIZED);
    let after = member(&site, &admin, "administrator@bao.example").await["posts"].as_i64().unwrap();
    assert_eq!(after, own["posts"].as_i64().unwrap() + posts);
    assert_eq!(remove(&leaver["id"], json!("Stay")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_used_link_never_works_again() {
    let site = Site::sample().await;
    let admin = site.log_in(Role::Administrator).await;
    let (_, invitation) = invite(&site, &admin, "Kim Ngân", "ngan@bao.example").await;
    let (path, token) = parts(&invitation);
    let cookie = site.post("/admin/invitation", &[("token", &token), ("password", PASSWORD)]).await.cookie;
    let mut phone = Authenticator::new("https://bao.example", 1);
    add_passkey(&site, &cookie, &mut phone).await;
    // The account has no password now, as when the link was made.
    assert_eq!(site.call("account/password/drop", &cookie, json!({ "old": PASSWORD })).await.0, StatusCode::OK);
    assert_eq!(site.get(&path).await.status, StatusCode::FORBIDDEN);
    let again = site.post("/admin/invitation", &[("token", &token), ("password", "another password")]).await;
    assert_eq!((again.status, again.cookie.as_str()), (StatusCode::FORBIDDEN, ""));
    assert_eq!(show_passkey(&site, &mut phone, "").await.location, "/admin/posts");
}

#[tokio::test]
async fn a_link_expires_when_credentials_change() {
    let site = Site::sample().await;
    let admin = site.log_in(Role::Administrator).await;
    let cookie = begin(&site).await;
    let id = member(&site, &admin, "author@bao.example").await["id"].clone();
    let (_, link) = site.call("users/link", &admin, json!({ "id": id })).await;
    let (path, _) = parts(&link);
    assert_eq!(site.get(&path).await.status, StatusCode::OK);
    add_passkey(&site, &cookie, &mut Authenticator::new("https://bao.example", 1)).await;
    assert_eq!(site.get(&path).await.status, StatusCode::FORBIDDEN);
}
