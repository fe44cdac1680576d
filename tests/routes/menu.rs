//! Editing and showing the menu.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::site::{Site, between};
use crate::routes::terms::{call, fields, read};

fn masthead(page: &str) -> &str {
    between(page, "class=\"navigation\"", "</nav>")
}

fn footer(page: &str) -> &str {
    between(page, "class=\"colophon\"", "</nav>")
}

fn item(title: &str, target: &str) -> Value {
    json!({ "title": title, "target": target })
}

#[tokio::test]
async fn without_a_menu_one_is_generated() {
    let site = Site::sample().await;
    let page = site.get("/").await.body;
    assert!(masthead(&page).contains("/category/") && masthead(&page).contains("/gioi-thieu"));
    assert!(!page.contains("class=\"topics\"") && !page.contains("popover"));
    assert!(!footer(&page).contains("/category/") && footer(&page).contains("/gioi-thieu"));
}

#[tokio::test]
async fn a_made_menu_is_shown_in_its_order() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let items = json!([
        item("Sở <Công Thương>", "https://sct.example/?a=1&b=2"),
        item(" Về chúng tôi ", "/gioi-thieu"),
        item("Đường dẫn của mình", "https://bao.example/lien-he"),
    ]);
    let (status, menu) = call(&site, &cookie, "menu/save", json!({ "items": items, "known": [] })).await;
    assert_eq!(status, StatusCode::OK, "{menu}");
    let page = site.get("/").await.body;
    for part in [masthead(&page), footer(&page)] {
        let places = ["Sở &lt;Công Thương&gt;", "Về chúng tôi", "href=\"/lien-he\""].map(|text| part.find(text));
        assert!(places[0].is_some() && places.is_sorted(), "{part}");
        assert!(!part.contains("/category/"));
    }
    let (status, _) = call(&site, &cookie, "menu/save", json!({ "items": [], "known": [] })).await;
    assert_eq!(status, StatusCode::CONFLICT, "somebody else has saved one");
    let (status, menu) = call(&site, &cookie, "menu/save", json!({ "items": [], "known": menu["items"] })).await;
    assert_eq!((status, &menu["items"]), (StatusCode::OK, &json!([])));
    assert!(masthead(&site.get("/").await.body).contains("/category/"));
}

#[tokio::test]
async fn menu_items_without_a_target_are_refused_or_hidden() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let items = json!([item("a", "/"), item("", "javascript:alert(1)"), item("c", "//evil.example")]);
    let (status, answer) = call(&site, &cookie, "menu/save", json!({ "items": items, "known": [] })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&answer), ["item-1-title", "item-1-target", "item-2-target"]);
    assert_eq!(read(&site, &cookie, "menu").await["items"], json!([]));
    let many: Vec<_> = (0..51).map(|number| item("a", &format!("/{number}"))).collect();
    let (_, answer) = call(&site, &cookie, "menu/save", json!({ "items": many, "known": [] })).await;
    assert_eq!(fields(&answer), [""]);

    let category = read(&site, &cookie, "terms").await["categories"][0].clone();
    let path = category["path"].as_str().unwrap();
    let items = json!([item("Mục", path), item("Trang", "/gioi-thieu")]);
    let (status, _) = call(&site, &cookie, "menu/save", json!({ "items": items, "known": [] })).await;
    assert_eq!(status, StatusCode::OK);
    let renamed = json!({ "draft": { "id": category["id"], "kind": "Category", "name": "Mới", "slug": "", "description": "",
                                     "parent": null } });
    assert_eq!(call(&site, &cookie, "terms/save", renamed).await.0, StatusCode::OK);
    assert_eq!(read(&site, &cookie, "menu").await["items"][0]["target"], "/category/moi", "it moves along");
    let (status, _) = call(&site, &cookie, "terms/remove", json!({ "id": category["id"] })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(read(&site, &cookie, "menu").await["dangling"], json!(["/category/moi"]));
    let page = site.get("/").await.body;
    assert!(!masthead(&page).contains("/category/moi") && masthead(&page).contains("/gioi-thieu"));
}

#[tokio::test]
async fn categories_without_posts_can_be_in_the_menu() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let new = json!({ "draft": { "id": null, "kind": "Category", "name": "Chuyên đề", "slug": "", "description": "",
                                 "parent": null } });
    assert_eq!(call(&site, &cookie, "terms/save", new).await.0, StatusCode::OK);
    let menu = read(&site, &cookie, "menu").await;
    let offers = menu["categories"].as_array().unwrap();
    assert!(offers.iter().any(|offer| offer["item"]["target"] == "/category/chuyen-de"), "{menu}");
    assert!(!menu["automatic"].to_string().contains("chuyen-de"), "it is not added by itself");
    let items = json!([item("Chuyên đề", "/category/chuyen-de")]);
    assert_eq!(call(&site, &cookie, "menu/save", json!({ "items": items, "known": [] })).await.0, StatusCode::OK);
    assert!(masthead(&site.get("/").await.body).contains("/category/chuyen-de"));
    assert_eq!(site.get("/category/chuyen-de").await.status, StatusCode::OK);
}

#[tokio::test]
async fn menus_have_two_levels_and_three_places() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let placed = |title: &str, target: &str, place: &str, is_below: bool| json!({ "title": title, "target": target, "place": place, "is_below": is_below });
    let items = json!([
        placed("Về báo", "", "Header", true),
        placed("Giới thiệu", "/gioi-thieu", "Header", true),
        placed("Kho bài", "/archive", "Header", false),
        placed("Liên hệ", "/lien-he", "Footer", false),
        placed("Lũ lụt", "/tag/lu-lut-khong-co", "Topics", false),
        placed("Tìm", "/search", "Topics", true),
    ]);
    let (status, menu) = call(&site, &cookie, "menu/save", json!({ "items": items, "known": [] })).await;
    assert_eq!(status, StatusCode::OK, "{menu}");
    let levels: Vec<_> = menu["items"].as_array().unwrap().iter().map(|item| item["is_below"] == true).collect();
    assert_eq!(levels, [false, true, false, false, false, false], "the first has none above it, and topics no levels");
    let page = site.get("/gioi-thieu").await.body;
    let header = masthead(&page);
    assert!(
        header.contains("popovertarget=\"menu-1\"") && header.contains("id=\"menu-1\" popover=\"auto\""),
        "{header}"
    );
    let below = between(header, "id=\"menu-1\"", "</ul>");
    assert!(below.contains("href=\"/gioi-thieu\" aria-current=\"page\""), "{below}");
    assert!(footer(&page).contains("/lien-he") && !footer(&page).contains("/archive"));
    let topics = between(&page, "class=\"topics\"", "</nav>");
    assert!(topics.contains("/search") && !topics.contains("lu-lut"), "what leads nowhere is not shown: {topics}");

    let lonely = json!([placed("Nhóm", "", "Footer", false), placed("Khác", "/x", "Footer", false)]);
    let (_, answer) = call(&site, &cookie, "menu/save", json!({ "items": lonely, "known": menu["items"] })).await;
    assert_eq!(fields(&answer), ["item-0-target"], "a group without items needs an address");
}

#[tokio::test]
async fn menu_targets_are_found_by_name() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let (_, found) = call(&site, &cookie, "menu/find", json!({ "text": "gioi thieu" })).await;
    assert!(found.to_string().contains("/gioi-thieu"), "{found}");
    let (_, found) = call(&site, &cookie, "menu/find", json!({ "text": "kho bai" })).await;
    assert_eq!(found[0]["path"], "/archive");
    let (_, found) = call(&site, &cookie, "menu/find", json!({ "text": " " })).await;
    assert_eq!(found, json!([]));
}
