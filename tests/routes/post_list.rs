//! The list of posts in the admin: search, duplicates, and changes without opening a post.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::editing::{call, read, save};
use crate::routes::site::Site;

async fn titles(site: &Site, cookie: &str, text: &str) -> Vec<String> {
    let (status, page) = call(site, cookie, "posts/list", json!({ "filter": { "text": text } })).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    page["lines"].as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn texts_are_searched_too() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = |title: &str, source: &str| json!({ "title": title, "source": source });
    // Words that the sample does not have, also without accents.
    save(&site, &cookie, draft("Bài một", "Thuyền chở **zạnh** lên Gò Xuzu."), json!("Publish")).await;
    save(&site, &cookie, draft("Bài hai", "Đzò ngang chở zạnh, 100%."), json!("Keep")).await;
    save(&site, &cookie, draft("Zạnh mới", "Không liên quan."), json!("Keep")).await;
    let mut found = titles(&site, &cookie, "zạnh").await;
    found.sort();
    assert_eq!(found, ["Bài hai", "Bài một", "Zạnh mới"]);
    assert_eq!(titles(&site, &cookie, "cho zanh xuzu").await, ["Bài một"], "published ones also without accents");
    assert_eq!(titles(&site, &cookie, "đzò zạnh").await, ["Bài hai"], "the case does not matter");
    assert_eq!(titles(&site, &cookie, "zạnh, 100%").await, ["Bài hai"]);
    assert_eq!(titles(&site, &cookie, "zạnh_").await, ["Bài một"], "no wildcard, and no letter for the index");
    assert!(titles(&site, &cookie, "khongco").await.is_empty());
}

#[tokio::test]
async fn a_post_is_duplicated_as_a_draft() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (_, page) = call(&site, &cookie, "posts/list", json!({ "filter": { "status": "Published" } })).await;
    let by_others = |line: &&Value| line["author"] != "Đỗ Quốc Thịnh";
    let first = page["lines"].as_array().unwrap().iter().find(by_others).unwrap();
    let (status, copy) = call(&site, &cookie, "posts/duplicate", json!({ "id": first["id"] })).await;
    assert_eq!(status, StatusCode::OK, "{copy}");
    let (_, before) = read(&site, &cookie, &format!("posts/read?kind=Post&id={}", first["id"])).await;
    let (_, after) = read(&site, &cookie, &format!("posts/read?kind=Post&id={copy}")).await;
    assert_eq!((after["status"].as_str(), after["publish_at"].as_str()), (Some("Draft"), Some("")));
    assert_eq!(after["draft"]["title"], format!("{} (bản sao)", before["draft"]["title"].as_str().unwrap()));
    assert_ne!(after["draft"]["slug"], before["draft"]["slug"]);
    for field in ["source", "categories", "tags", "image_src", "author", "excerpt"] {
        assert_eq!(after["draft"][field], before["draft"][field], "{field}");
    }
    let author = site.log_in(Role::Author).await;
    for (function, arguments) in [
        ("posts/duplicate", json!({ "id": first["id"] })),
        ("posts/quick/save", json!({ "change": { "id": first["id"], "categories": [], "intent": "Draft" } })),
    ] {
        assert_eq!(call(&site, &author, function, arguments).await.0, StatusCode::FORBIDDEN, "{function}");
    }
}

/// Changes a post in the list.
async fn edit(site: &Site, cookie: &str, id: &Value, categories: &Value, intent: Value) -> (StatusCode, Value) {
    let change = json!({ "id": id, "categories": categories, "intent": intent });
    call(site, cookie, "posts/quick/save", json!({ "change": change })).await
}

#[tokio::test]
async fn category_date_and_status_are_changed_without_opening_a_post() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let draft = json!({ "title": "Mùa nước nổi", "source": "Nước về.", "tags": ["Lũ"] });
    let saved = save(&site, &cookie, draft, json!("Keep")).await;
    let id = &saved["id"];
    let (_, fields) = read(&site, &cookie, &format!("posts/quick?id={id}")).await;
    assert_eq!((fields["status"].as_str(), &fields["categories"]), (Some("Draft"), &json!([])));
    let category = fields["choices"][0].clone();
    let chosen = json!([category["id"]]);

    let time = json!({ "PublishAt": "2024-05-06T07:08" });
    assert_eq!(edit(&site, &cookie, id, &chosen, time).await.0, StatusCode::OK);
    let page = site.get("/posts/mua-nuoc-noi").await;
    assert!(page.status == StatusCode::OK && page.body.contains(">07:08, 6/5/2024<"));
    assert!(!page.body.contains("dt-updated"));
    assert!(page.body.contains(category["name"].as_str().unwrap()) && page.body.contains("/tag/lu"));
    let (_, after) = read(&site, &cookie, &format!("posts/read?kind=Post&id={id}")).await;
    assert_eq!(after["draft"]["version"].as_i64(), saved["version"].as_i64().map(|version| version + 1));
    assert_eq!(after["draft"]["source"], "Nước về.");

    assert_eq!(edit(&site, &cookie, id, &json!([]), json!("Draft")).await.0, StatusCode::OK);
    assert_eq!(site.get("/posts/mua-nuoc-noi").await.status, StatusCode::NOT_FOUND);
    for (categories, intent, field) in [
        (json!([999_999]), json!("Keep"), "post-categories"),
        (json!([]), json!({ "PublishAt": "mai" }), "post-publish-at"),
    ] {
        let (status, answer) = edit(&site, &cookie, id, &categories, intent).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer["Rejected"][0]["field"], field);
    }
}

#[tokio::test]
async fn new_pages_take_no_comments() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for (kind, commenting) in [("Page", "Closed"), ("Post", "Open")] {
        let (_, editing) = read(&site, &cookie, &format!("posts/read?kind={kind}")).await;
        assert_eq!(editing["draft"]["commenting"], commenting);
    }
}
