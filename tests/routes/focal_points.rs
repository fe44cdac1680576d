//! Focal points: what stays visible of pictures that are cropped. Descriptions that the library offers.

use axum::http::StatusCode;
use longan::model::user::Role;
use longan::store::posts::edit;
use serde_json::json;

use crate::routes::editing::save;
use crate::routes::media::{call, read, send, speckled};
use crate::routes::site::{Site, between};

#[tokio::test]
async fn cards_and_galleries_are_cropped_around_the_focal_point() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    let picture = read(&send(&site, &cookie, "name=a.png", speckled(900, 600, 5)).await);
    assert_eq!(picture["focus"], json!({ "x": 50, "y": 50 }));
    let path = picture["path"].as_str().unwrap();
    let source = format!("<div class=\"gallery gallery-1\"><figure><img src=\"{path}\" alt=\"Cầu\"></figure></div>");
    let draft = json!({ "title": "Cầu", "format": "Visual", "source": source, "image_src": path });
    let saved = save(&site, &cookie, draft, json!("Publish")).await;
    let card = |page: &str| {
        let card = between(page, "href=\"/posts/cau\"", "</article>");
        between(card, "class=\"image", ">").to_owned()
    };
    assert!(card(&site.get("/").await.body).starts_with('"'), "the center needs no class");

    let answer = call(&site, &cookie, "focus", json!({ "id": 1, "focus": { "x": 21, "y": 250 } })).await;
    assert_eq!(read(&answer)["focus"], json!({ "x": 21, "y": 100 }), "{}", answer.body);
    let front = site.get("/").await.body;
    assert!(card(&front).starts_with(" focus-x-2 focus-y-10\""), "pages in the cache are renewed: {}", card(&front));
    let page = site.get("/posts/cau").await.body;
    assert!(between(&page, "<div class=\"gallery gallery-1\">", "</div>").contains("focus-x-2 focus-y-10"), "{page}");
    let post = edit::find(&mut site.state.store.read().await.unwrap(), saved["id"].as_i64().unwrap()).await;
    let post = post.unwrap().unwrap();
    assert_eq!((post.source.as_str(), post.version), (source.as_str(), saved["version"].as_i64().unwrap()));

    call(&site, &cookie, "focus", json!({ "id": 1, "focus": { "x": 50, "y": 50 } })).await;
    assert!(!site.get("/posts/cau").await.body.contains("focus-x"));
}

#[tokio::test]
async fn only_those_who_may_change_a_picture_set_its_focal_point() {
    let site = Site::sample().await;
    let (author, editor) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    send(&site, &editor, "name=a.png", speckled(9, 9, 5)).await;
    let focus = json!({ "id": 1, "focus": { "x": 10, "y": 10 } });
    assert_eq!(call(&site, &author, "focus", focus.clone()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(call(&site, &editor, "focus", focus).await.status, StatusCode::OK);
}

#[tokio::test]
async fn descriptions_are_offered_for_pictures_that_have_one() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Author).await;
    send(&site, &cookie, "name=a.png&alt=C%E1%BA%A7u", speckled(9, 9, 5)).await;
    send(&site, &cookie, "name=b.png", speckled(9, 9, 6)).await;
    let offered = call(&site, &cookie, "descriptions", json!({ "ids": [1, 2, 3, -1] })).await;
    assert_eq!(read(&offered), json!([[1, "Cầu"]]));
    assert_eq!(read(&call(&site, &cookie, "descriptions", json!({ "ids": [] })).await), json!([]));
}
