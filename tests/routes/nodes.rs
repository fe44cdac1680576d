//! Two servers of one site: what one of them does, the other knows.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;
use longan::store::{OutsideChange, OutsideWatch};
use serde_json::json;

use crate::routes::account::{PASSWORD, account, add_passkey, begin, type_password};
use crate::routes::authenticator::Authenticator;
use crate::routes::site::{Site, between};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const ORIGIN: &str = "https://bao.example";

/// Has a server learn what the other has written, as its background task does.
async fn follow(site: &Site) {
    let mut watch = OutsideWatch::new(&site.state.store);
    for _ in 0..5 {
        match watch.next().await.unwrap() {
            OutsideChange::Nothing => {}
            OutsideChange::Content => return,
            OutsideChange::Settings => return site.state.reload().await.unwrap(),
        }
    }
}

/// Sends a comment and returns the cookies that the answer sets.
async fn comment(site: &Site, words: &str) -> String {
    let page = site.get(POST).await.body;
    let value = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (value("post"), value("stamp"));
    let fields =
        [("post", &*post), ("stamp", &form_token), ("name", "Lan"), ("email", "lan@example.org"), ("body", words)];
    let answer = site.post(POST, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
    let cookies: Vec<&str> = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect();
    cookies.join("; ")
}

#[tokio::test]
async fn a_change_is_seen_on_the_other_server() {
    let one = Site::with(|settings| settings.comments.moderation = longan::config::Moderation::Nobody).await;
    let Some(two) = one.second_server().await else { return };
    assert!(!two.get(POST).await.body.contains("Lời từ máy một"));
    let cookies = comment(&one, "Lời từ máy một").await;
    assert!(one.get(POST).await.body.contains("Lời từ máy một"));
    // Its writer sees it at once. Others may see the page that is in memory, until the server has heard of the change.
    assert!(cookies.contains("longan_version="), "{cookies}");
    assert!(two.get_as(POST, &cookies).await.body.contains("Lời từ máy một"));
    assert!(two.get(POST).await.body.contains("Lời từ máy một"), "and then everybody");
    comment(&two, "Lời từ máy hai").await;
    follow(&one).await;
    assert!(one.get(POST).await.body.contains("Lời từ máy hai"));
    // A version that does not exist costs one question and changes nothing.
    assert!(one.get_as(POST, "longan_version=9999999999").await.body.contains("Lời từ máy hai"));
}

#[tokio::test]
async fn settings_are_reloaded() {
    let one = Site::sample().await;
    let Some(two) = one.second_server().await else { return };
    let cookie = one.log_in(Role::Administrator).await;
    let before = two.state.settings().site.posts_per_page;
    assert_ne!(before, 7);
    let change = json!({ "changes": [{ "name": "site.posts_per_page", "value": "7" }] });
    let (status, answer) = one.call("settings/save", &cookie, change).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    follow(&two).await;
    assert_eq!(two.state.settings().site.posts_per_page, 7);
}

#[tokio::test]
async fn logins_are_counted_together() {
    let one = Site::sample().await;
    let Some(two) = one.second_server().await else { return };
    begin(&one).await;
    for _ in 0..5 {
        assert_eq!(type_password(&one, "sai").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(type_password(&two, "sai").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = type_password(&two, PASSWORD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.body);
    assert_eq!(type_password(&one, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_passkey_that_one_server_asked_for_is_taken_by_the_other() {
    let one = Site::sample().await;
    let Some(two) = one.second_server().await else { return };
    let cookie = begin(&one).await;
    let mut device = Authenticator::new(ORIGIN, 1);
    let (_, challenge) = one.call("passkeys/start", &cookie, json!({})).await;
    let options = serde_json::from_str(challenge["options"].as_str().unwrap()).unwrap();
    let credential = device.create(&options);
    let arguments = json!({ "ceremony": challenge["ceremony"], "credential": credential, "name": "Điện thoại" });
    let (status, codes) = two.call("passkeys/add", &cookie, arguments.clone()).await;
    assert_eq!(status, StatusCode::OK, "{codes}");
    assert_eq!(account(&one, &cookie).await["passkeys"].as_array().unwrap().len(), 1);
    let (again, _) = one.call("passkeys/add", &cookie, arguments).await;
    assert_ne!(again, StatusCode::OK, "once");
    add_passkey(&two, &cookie, &mut Authenticator::new(ORIGIN, 2)).await;
}

#[tokio::test]
async fn the_site_has_one_secret_and_one_setup_link() {
    let one = Site::sample().await;
    let Some(two) = one.second_server().await else { return };
    let token = one.state.setup.issue().unwrap();
    assert!(two.state.setup.fits(&token));
    assert!(!two.state.setup.fits("khac"));
    let cookie = one.log_in(Role::Editor).await;
    assert_eq!(two.get_as("/admin", &cookie).await.status, StatusCode::OK, "a session is known everywhere");
    let request = Request::get("/readyz").body(Body::empty()).unwrap();
    assert_eq!(two.ask(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn those_who_edit_a_post_know_of_each_other() {
    let one = Site::sample().await;
    let Some(two) = one.second_server().await else { return };
    let (lan, minh) = (one.log_in(Role::Editor).await, two.log_in(Role::Administrator).await);
    let note = json!({ "id": 1 });
    let (status, others) = one.call("posts/presence", &lan, note.clone()).await;
    assert_eq!((status, others), (StatusCode::OK, json!([])));
    let (_, others) = two.call("posts/presence", &minh, note).await;
    assert_eq!(others, json!(["editor"]));
}

#[tokio::test]
async fn pages_from_a_replica_are_never_older_than_what_is_known() {
    let one = Site::with(|settings| settings.comments.moderation = longan::config::Moderation::Nobody).await;
    if !one.state.store.is_shared() {
        return;
    }
    // The primary stands for a replica that is up to date. One that is gone is not waited for.
    let mut settings = (*one.state.settings()).clone();
    let gone = longan::config::DatabaseUrl::parse("postgres://longan@127.0.0.1:9/longan").unwrap();
    settings.database.replicas = vec![gone, settings.database.url.clone().unwrap()];
    let store = longan::store::Store::connect(&settings.database).await.unwrap();
    comment(&one, "Lời mới").await;
    assert!(store.catch_up(one.state.store.newest_own()).await);
    let known = store.newest_known();
    let version: i64 = longan::store::sql::query_scalar("SELECT version FROM clock")
        .fetch_one(&mut store.read_for_page().await.unwrap())
        .await
        .unwrap();
    assert!(version >= known);
    store.close().await;
}
