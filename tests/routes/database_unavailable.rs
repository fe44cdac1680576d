//! An unavailable database: readers are told to try again, and what they typed is kept.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::user::Role;
use longan::store::sql;
use serde_json::{Value, json};

use crate::routes::media::{read as media_of, send as send_file, speckled};
use crate::routes::site::{Answer, Site, between};
use crate::routes::terms::call;

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";
const OTHER: &str = "/posts/so-hoa-xuong-nho";
const TEXT: &str = "Cơ sở dữ liệu đang bận";

/// Sends a comment as the client does.
async fn send(site: &Site, draft: Value) -> Answer {
    let request = Request::post("/api/comments")
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin");
    site.ask(request.body(Body::from(json!({ "draft": draft }).to_string())).unwrap()).await
}

#[tokio::test]
async fn an_unavailable_database_is_reported_as_temporary() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let page = site.get(POST).await.body;
    let field = |name: &str| between(&page, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (post, form_token) = (field("post"), field("stamp"));
    site.state.store.close().await;
    assert_eq!(site.get(POST).await.status, StatusCode::OK, "what is kept is still read");
    for path in [OTHER, "/search?q=long+an", "/api/suggest?q=long", "/feed.xml", "/sitemap.xml", "/admin/login"] {
        let answer = site.get_as(path, "").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.headers.contains_key(header::RETRY_AFTER), "{path}");
        let is_for_people = !path.starts_with("/api/");
        assert_eq!(
            answer.body.contains(TEXT) && answer.body.contains("</h1>"),
            is_for_people,
            "{path}: {}",
            answer.body
        );
    }
    let answer = site.get_as("/admin", &cookie).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "who is logged in is not asked to log in again");
    let answer = site.get(&format!("/api/view?url={OTHER}")).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "\"Unavailable\""));
    assert!(answer.headers.contains_key(header::RETRY_AFTER));

    let fields = [
        ("post", &*post),
        ("stamp", &*form_token),
        ("name", "Lan"),
        ("email", "lan@example.org"),
        ("body", "Những lời phải còn lại"),
    ];
    let answer = site.post(POST, &fields).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    assert!(answer.body.contains(TEXT) && answer.body.contains("Những lời phải còn lại"), "{}", answer.body);
    let mut draft: Value = fields.iter().map(|(name, value)| (name.to_string(), json!(value))).collect();
    draft["post"] = json!(post.parse::<i64>().unwrap());
    draft["parent"] = json!("");
    draft["website"] = json!("");
    let answer = send(&site, draft).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "\"Unavailable\""));
}

#[tokio::test]
async fn pages_without_the_database_have_the_name_and_the_look_of_the_site() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let logo = media_of(&send_file(&site, &cookie, "name=logo.png", speckled(240, 60, 1)).await);
    let changes = json!([{ "name": "identity.accent", "value": "#c8102e" },
                         { "name": "identity.logo", "value": logo["path"] },
                         { "name": "identity.css", "value": "a { color: red; }" }]);
    let (status, answer) = call(&site, &cookie, "appearance/save", json!({ "changes": changes })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let settings = json!([{ "name": "site.title", "value": "Báo <Bến>" }]);
    assert_eq!(call(&site, &cookie, "settings/save", json!({ "changes": settings })).await.0, StatusCode::OK);
    let page = site.get(OTHER).await.body;
    let style = format!("/assets/identity-{}", between(&page, "href=\"/assets/identity-", "\""));
    let long = site.get(&format!("/{}", "a".repeat(9000))).await;
    assert_eq!(long.status, StatusCode::URI_TOO_LONG);
    assert!(between(&long.body, "class=\"masthead\"", "</header>").contains(logo["path"].as_str().unwrap()));
    // Something was written since, so the chrome would be read again.
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE authors SET role = 'x'").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    site.state.store.close().await;
    let answer = site.get("/search?q=long+an").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    let masthead = between(&answer.body, "class=\"masthead\"", "</header>");
    assert!(masthead.contains("Báo &lt;Bến") && !masthead.contains("<img"), "{masthead}");
    assert!(answer.body.contains(&format!("href=\"{style}\"")), "{}", answer.body);
    assert!(!answer.body.contains("<script") && answer.body.contains("Báo &lt;Bến&gt;</title>"), "{}", answer.body);
    let css = site.get(&style).await;
    assert_eq!((css.status, css.content_type.as_str()), (StatusCode::OK, "text/css; charset=utf-8"));
    assert!(css.body.ends_with("a { color: red; }\n"), "{}", css.body);
    assert_eq!(site.get("/assets/identity-0123456789abcdef.css").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn permanent_errors_are_not_reported_as_temporary() {
    let site = Site::sample().await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("DROP TABLE post_terms").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    for path in [POST, "/", "/feed.xml"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!answer.headers.contains_key(header::RETRY_AFTER) && !answer.body.contains(TEXT), "{path}");
    }
    let answer = site.get(&format!("/api/view?url={POST}")).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "\"Internal\""));
}
