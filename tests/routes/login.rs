//! Access to the admin: the setup link, logging in, sessions.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;
use longan::store::users;

use crate::routes::site::{Answer, Site, between};

const EMAIL: &str = "lan@bao.example";
const PASSWORD: &str = "cá lóc nướng trui";

async fn get_with(site: &Site, url: &str, cookie: &str) -> Answer {
    site.ask(Request::get(url).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
}

/// Sets the site up, and returns the session cookie of the first administrator.
async fn set_up(site: &Site) -> String {
    let token = site.state.setup.issue().unwrap();
    let page = site.get(&format!("/admin/setup?token={token}")).await;
    assert_eq!(between(&page.body, "name=\"token\" value=\"", "\""), token);
    let fields = [("token", &*token), ("title", "Báo Lan"), ("name", "Lan"), ("email", EMAIL), ("password", PASSWORD)];
    let answer = site.post("/admin/setup", &fields).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/admin"), "{}", answer.body);
    answer.cookie
}

#[tokio::test]
async fn the_setup_link_makes_one_administrator() {
    let site = Site::sample().await;
    assert_eq!(site.get("/admin/setup?token=guessed").await.status, StatusCode::FORBIDDEN);
    let refused = site.post("/admin/setup", &[("token", "guessed"), ("name", "Lan")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let cookie = set_up(&site).await;
    let page = get_with(&site, "/admin", &cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Báo Lan"), "the title was set");
    assert_eq!(site.get("/admin/setup").await.location, "/admin/login", "no second one");
}

#[tokio::test]
async fn the_setup_form_keeps_what_was_typed_but_for_the_password() {
    let site = Site::sample().await;
    let token = site.state.setup.issue().unwrap();
    let fields = [("token", &*token), ("title", "B"), ("name", "Lan"), ("email", "lan@"), ("password", "1234567890")];
    let page = site.post("/admin/setup", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"lan@\"") && page.body.contains("email-error"));
    assert!(page.body.contains("password-error") && !page.body.contains("1234567890"));
    assert!(!users::any(&mut site.state.store.read().await.unwrap()).await.unwrap());
}

#[tokio::test]
async fn the_setup_asks_what_to_begin_with() {
    let site = Site::sample().await;
    let token = site.state.setup.issue().unwrap();
    let page = site.get(&format!("/admin/setup?token={token}")).await.body;
    assert_eq!(page.matches("name=\"content\"").count(), 3);
    let fields = [("token", &*token), ("content", "empty"), ("title", "Báo Lan"), ("name", "Lan"), ("email", EMAIL)];
    let wrong = site.post("/admin/setup", &fields).await.body;
    assert!(wrong.contains("value=\"empty\" checked"), "the choice is kept");
    let fields = [fields.as_slice(), &[("password", PASSWORD)]].concat();
    let cookie = site.post("/admin/setup", &fields).await.cookie;
    let front = site.get("/").await.body;
    assert!(!front.contains("/posts/") && front.contains("Báo Lan"), "only the title is left");
    assert_eq!(site.get("/posts/tho-khuon-mau").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get_with(&site, "/api/admin/sample", &cookie).await.body, "false");
}

#[tokio::test]
async fn the_sample_can_be_removed_later() {
    let site = Site::sample().await;
    let cookie = set_up(&site).await;
    assert_eq!(get_with(&site, "/api/admin/sample", &cookie).await.body, "true");
    let request = Request::post("/api/admin/sample/remove").header(header::COOKIE, &cookie);
    let request = request.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/json");
    let removed = site.ask(request.body(Body::from("{}")).unwrap()).await;
    assert_eq!((removed.status, removed.body.as_str()), (StatusCode::OK, "15"));
    assert_eq!(site.get("/posts/tho-khuon-mau").await.status, StatusCode::NOT_FOUND);
    assert!(site.get("/").await.body.contains("Báo Lan"));
}

#[tokio::test]
async fn logging_in_and_out() {
    let site = Site::sample().await;
    let first = set_up(&site).await;
    let asked = site.get("/admin/posts?status=Draft").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    assert_eq!(asked.location, "/admin/login?next=%2Fadmin%2Fposts%3Fstatus%3DDraft");
    let wrong = site.post("/admin/login", &[("email", EMAIL), ("password", "wrong")]).await;
    let unknown = site.post("/admin/login", &[("email", EMAIL), ("password", PASSWORD), ("next", "//evil")]).await;
    assert_eq!((wrong.status, unknown.location.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "/admin"));
    let fields = [("email", "LAN@bao.example"), ("password", PASSWORD), ("next", "/admin/posts")];
    let answer = site.post("/admin/login", &fields).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/admin/posts"));
    assert_ne!(answer.cookie, first, "every session has a token of its own");
    assert_eq!(get_with(&site, "/admin", &answer.cookie).await.status, StatusCode::OK);

    let request = Request::post("/admin/logout").header(header::COOKIE, &answer.cookie);
    let out = site.ask(request.header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap()).await;
    assert_eq!(out.location, "/admin/login");
    assert_eq!(get_with(&site, "/admin", &answer.cookie).await.status, StatusCode::SEE_OTHER);
    assert_eq!(get_with(&site, "/admin", &first).await.status, StatusCode::OK, "other sessions go on");
}

#[tokio::test]
async fn logging_in_leads_only_to_plain_paths_of_the_admin() {
    let site = Site::sample().await;
    set_up(&site).await;
    for next in ["/admin/\\evil.example", "/admin?q=tìm", "/admin?a\r\nb", "/administration", "//evil.example", "/"] {
        let answer = site.post("/admin/login", &[("email", EMAIL), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/admin"), "{next:?}");
    }
}

#[tokio::test]
async fn logging_in_again_ends_the_session_before() {
    let site = Site::sample().await;
    let first = set_up(&site).await;
    let second = site.post_as("/admin/login", &first, &[("email", EMAIL), ("password", PASSWORD)]).await.cookie;
    assert_eq!(get_with(&site, "/admin", &second).await.status, StatusCode::OK);
    assert_eq!(get_with(&site, "/admin", &first).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn pages_that_are_not_there_say_so() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    assert_eq!(get_with(&site, "/admin/none", &cookie).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get_with(&site, "/admin/comments", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn logging_in_renews_an_outdated_hash() {
    let site = Site::sample().await;
    set_up(&site).await;
    let parameters = argon2::Params::new(8 * 1024, 1, 1, None).unwrap();
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, parameters);
    let outdated = argon2::PasswordHasher::hash_password(&argon2, PASSWORD.as_bytes()).unwrap().to_string();
    let mut writing = site.state.store.write().await.unwrap();
    let id = users::find_by_email(&mut writing, EMAIL).await.unwrap().unwrap().id;
    users::set_password(&mut writing, id, &outdated).await.unwrap();
    writing.commit().await.unwrap();
    for _ in 0..2 {
        let answer = site.post("/admin/login", &[("email", EMAIL), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let user = users::find_by_email(&mut site.state.store.read().await.unwrap(), EMAIL).await.unwrap().unwrap();
        assert!(user.password_hash.unwrap().contains("m=19456,t=2,p=1"));
    }
}
