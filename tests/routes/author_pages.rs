//! Role, portrait and links of authors.

use axum::http::StatusCode;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::json;

use crate::routes::front_page::{arrange, section};
use crate::routes::media::{read as media_of, send, speckled};
use crate::routes::site::{AUTHOR, Site, between};
use crate::routes::terms::{call, fields, read};

#[tokio::test]
async fn an_author_has_a_role_a_portrait_and_links() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let mut profile = read(&site, &cookie, "account").await["profile"].clone();
    profile["role"] = json!(" Phóng  viên ");
    profile["links"] = json!("https://www.facebook.com/thinh\n\n https://thinh.example/ ");
    let (status, answer) = call(&site, &cookie, "account/profile", json!({ "profile": profile })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let page = site.get(&format!("/author/{AUTHOR}")).await.body;
    let head = between(&page, "class=\"listing-header\"", "</header>");
    for part in ["Phóng viên", "rel=\"me noopener\"", ">Facebook<", ">thinh.example<"] {
        assert!(head.contains(part), "{part}: {head}");
    }
    let data = between(&page, "application/ld+json", "</script>");
    for part in ["ProfilePage", "\"jobTitle\":\"Phóng viên\"", "\"sameAs\":[\"https://www.facebook.com/thinh\""] {
        assert!(data.contains(part), "{part}: {data}");
    }
    assert_eq!(read(&site, &cookie, "account").await["profile"]["role"], "Phóng viên");
}

#[tokio::test]
async fn opinions_on_the_front_page_have_the_portrait_of_their_author() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let picture = media_of(&send(&site, &cookie, "name=a.png", speckled(900, 900, 1)).await);
    let path = picture["path"].as_str().unwrap();
    let sections = json!([section("Opinion", json!({ "count": 4 })), section("Latest", json!({ "count": 0 }))]);
    assert_eq!(arrange(&site, &cookie, sections.clone()).await.0, StatusCode::OK);
    let opinion = async || {
        let page = site.get("/").await.body;
        assert!(!page.split("post-list").nth(1).unwrap().contains(path), "lists have none");
        between(&page, "class=\"story opinion", "post-list").to_owned()
    };
    let initials = opinion().await;
    assert!(initials.contains("<svg") && !initials.contains("<img"), "{initials}");

    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE authors SET portrait = $1 WHERE slug = $2")
        .bind(path)
        .bind(AUTHOR)
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let shown = opinion().await;
    let portrait = between(&shown, "<img", ">");
    for part in [
        &format!("src=\"{path}\""),
        "srcset=\"/media/1/",
        "sizes=\"44px\"",
        "alt=\"\"",
        "loading=\"lazy\"",
        "class=\"avatar\"",
    ] {
        assert!(portrait.contains(part), "{part}: {portrait}");
    }
    let preview = call(&site, &cookie, "front-page/preview", json!({ "sections": sections })).await.1;
    assert!(preview.to_string().contains(path), "{preview}");
}

#[tokio::test]
async fn wrong_profiles_are_refused_field_by_field() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let users = read(&site, &cookie, "users").await;
    let id = users[0]["id"].as_i64().unwrap();
    let wrong = json!({ "role": "x".repeat(61), "portrait": "https://anh.example/a.jpg", "biography": "x".repeat(2001),
                        "links": "javascript:alert(1)" });
    let (status, answer) = call(&site, &cookie, "users/author/save", json!({ "id": id, "profile": wrong })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&answer), ["role", "portrait", "biography", "links"]);
    let good = json!({ "role": "Biên tập viên", "portrait": "/media/1/a.jpg" });
    let (status, _) = call(&site, &cookie, "users/author/save", json!({ "id": id, "profile": good })).await;
    assert_eq!(status, StatusCode::OK);
    let stored = read(&site, &cookie, &format!("users/author?id={id}")).await;
    assert_eq!((&stored["role"], &stored["portrait"]), (&json!("Biên tập viên"), &json!("/media/1/a.jpg")));
}
