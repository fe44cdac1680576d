//! Pictures that are used outside of posts.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::json;

use crate::routes::media::{call, read, send, speckled};
use crate::routes::site::Site;
use crate::routes::terms;

#[tokio::test]
async fn pictures_of_the_promotional_block_and_of_descriptions_are_used() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let mut paths = Vec::new();
    for number in 0..3 {
        let sent = read(&send(&site, &cookie, "name=a.png", speckled(20, 20, number)).await);
        paths.push(sent["path"].as_str().unwrap().to_owned());
    }
    let changes = json!([{ "name": "site.promotion", "value": format!("![Quảng cáo]({})", paths[0]) }]);
    assert_eq!(terms::call(&site, &cookie, "settings/save", json!({ "changes": changes })).await.0, StatusCode::OK);
    let described = json!({ "draft": { "id": null, "kind": "Category", "name": "Ảnh", "slug": "", "parent": null,
                                       "description": format!("<img src=\"{}\">", paths[1]) } });
    assert_eq!(terms::call(&site, &cookie, "terms/save", described).await.0, StatusCode::OK);

    let unused = read(&call(&site, &cookie, "list", json!({ "search": { "choice": "Unused" } })).await);
    let unused = unused["media"].as_array().unwrap().iter().map(|item| item["id"].as_i64()).collect::<Vec<_>>();
    assert_eq!(unused, [Some(3)]);
    let uses = terms::read(&site, &cookie, "media/uses?id=1").await;
    assert_eq!((&uses["in_site"], &uses["posts"]), (&json!(true), &json!([])));
    for (id, status) in
        [(1, StatusCode::UNPROCESSABLE_ENTITY), (2, StatusCode::UNPROCESSABLE_ENTITY), (3, StatusCode::OK)]
    {
        let careful = call(&site, &cookie, "delete", json!({ "id": id, "deletion": "Careful" })).await;
        assert_eq!(careful.status, status, "{id}");
    }
}
