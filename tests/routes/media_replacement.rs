//! Replacing a file of the library by another one.

use axum::http::StatusCode;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::json;

use crate::routes::media::{call, read, send, speckled};
use crate::routes::site::{Site, between};
use crate::routes::terms;

#[tokio::test]
async fn a_file_is_replaced_in_all_posts() {
    let site = Site::sample().await;
    let (author, editor) = (site.log_in(Role::Author).await, site.log_in(Role::Editor).await);
    let mut paths = Vec::new();
    for seed in [1, 2] {
        let sent = read(&send(&site, &editor, "name=a.png", speckled(900 + seed, 600, seed)).await);
        paths.push(sent["path"].as_str().unwrap().to_owned());
    }
    call(&site, &editor, "describe", json!({ "id": 1, "alt": "Cầu" })).await;
    let post = crate::routes::embeds::publish(&site, "Có ảnh", &format!("![Cầu]({})", paths[0])).await;
    assert!(site.get(&post).await.body.contains(&paths[0]));
    let version = async || {
        let mut reading = site.state.store.read().await.unwrap();
        let sql = "SELECT version FROM posts WHERE title = 'Có ảnh'";
        sql::query_scalar::<i64>(sql).fetch_one(&mut reading).await.unwrap()
    };
    let before = version().await;
    let replace = async |cookie: &str, by: i64| call(&site, cookie, "replace", json!({ "id": 1, "by": by })).await;
    assert_eq!(replace(&author, 2).await.status, StatusCode::FORBIDDEN);
    assert_eq!(replace(&editor, 99).await.status, StatusCode::NOT_FOUND);
    let replaced = replace(&editor, 2).await;
    assert_eq!((replaced.status, replaced.body.as_str()), (StatusCode::OK, "1"));
    assert!(version().await > before, "an editor that has the post open must not write the old file back");
    let page = site.get(&post).await.body;
    assert!(!page.contains("/media/1/") && page.contains(&format!("src=\"{}\"", paths[1])), "{page}");
    assert!(page.contains("width=\"902\" height=\"600\"") && page.contains("/media/2/a-"), "its own sizes");
    assert_eq!(site.get(&paths[0]).await.status, StatusCode::OK, "the old file stays");
    let list = read(&call(&site, &editor, "list", json!({ "search": {} })).await);
    let used: Vec<_> = list["media"].as_array().unwrap().iter().map(|item| (&item["uses"], &item["alt"])).collect();
    assert_eq!(used, [(&json!(1), &json!("Cầu")), (&json!(0), &json!("Cầu"))]);
}

#[tokio::test]
async fn logo_icon_and_texts_of_the_site_follow() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let mut paths = vec![String::new()];
    for (width, height) in [(240, 60), (256, 256), (300, 100), (320, 320), (240, 200)] {
        let sent = read(&send(&site, &cookie, "name=a.png", speckled(width, height, width)).await);
        paths.push(sent["path"].as_str().unwrap().to_owned());
    }
    let footer = format!("[Logo]({})", paths[1]);
    let changes = json!([{ "name": "identity.logo", "value": paths[1] }, { "name": "identity.icon", "value": paths[2] },
                         { "name": "identity.footer_1", "value": footer },
                         { "name": "identity.css", "value": format!(".post {{ background: url({}); }}", paths[1]) }]);
    let (status, answer) = terms::call(&site, &cookie, "appearance/save", json!({ "changes": changes })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let described = json!({ "draft": { "id": null, "kind": "Tag", "name": "Ảnh", "slug": "anh", "parent": null,
                                       "description": format!("![Bến]({})", paths[1]) } });
    assert_eq!(terms::call(&site, &cookie, "terms/save", described).await.0, StatusCode::OK);
    let replace = async |id: i64, by: i64| call(&site, &cookie, "replace", json!({ "id": id, "by": by })).await;

    assert_eq!(replace(1, 3).await.status, StatusCode::OK);
    let page = site.get("/").await.body;
    let title = between(&page, "class=\"title\"", "</p>");
    assert!(title.contains(&format!("src=\"{}\"", paths[3])) && title.contains("width=\"300\""), "{title}");
    assert!(page.contains(&format!("href=\"{}\"", paths[3])) && !page.contains("/media/1/"), "{page}");
    let style = between(&page, "href=\"/assets/identity-", "\"");
    let style = site.get(&format!("/assets/identity-{style}")).await.body;
    assert!(style.contains(&format!("url({})", paths[3])) && !style.contains("/media/1/"), "{style}");
    let tag = site.get("/tag/anh").await.body;
    assert!(tag.contains(&format!("src=\"{}\"", paths[3])) && !tag.contains("/media/1/"), "{tag}");

    let refused = replace(2, 5).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("biểu tượng của trang"), "{}", refused.body);
    assert!(site.get("/").await.body.contains("/icons/2-"), "a refused one changes nothing");
    assert_eq!(replace(2, 4).await.status, StatusCode::OK);
    let page = site.get("/").await.body;
    assert!(page.contains("/icons/4-") && !page.contains("/icons/2-"), "{page}");
    assert_eq!(site.get("/icons/4-32.png").await.status, StatusCode::OK);
    assert!(site.get("/site.webmanifest").await.body.contains("/icons/4-"));
}
