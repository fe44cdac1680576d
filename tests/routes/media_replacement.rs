//! Replacing a file of the library by another one.

use axum::http::StatusCode;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::json;

use crate::routes::media::{call, read, send, speckled};
use crate::routes::site::Site;

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
