//! Redirects that are managed in the admin.

use axum::http::StatusCode;
use longan::model::user::Role;
use serde_json::json;

use crate::routes::site::Site;
use crate::routes::terms::{call, fields, read};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

#[tokio::test]
async fn old_addresses_lead_on_until_they_are_removed() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let add = async |path: &str, target: &str| {
        call(&site, &cookie, "redirects/add", json!({ "redirect": { "path": path, "target": target } })).await
    };
    let typed = "https://cu.example/2019/m%C3%B9a-kh%C3%B4/#x";
    let (status, added) = add(typed, POST).await;
    assert_eq!((status, &added["path"]), (StatusCode::OK, &json!("/2019/mùa-khô")), "{added}");
    for asked in ["/2019/m%C3%B9a-kh%C3%B4", "/2019/m%C3%B9a-kh%C3%B4/"] {
        let moved = site.get(asked).await;
        assert_eq!((moved.status, moved.location.as_str()), (StatusCode::MOVED_PERMANENTLY, POST));
    }
    assert_eq!(add("/?p=77", POST).await.0, StatusCode::OK);
    assert_eq!(site.get("/?p=77&utm=x").await.location, POST);

    let found = read(&site, &cookie, "redirects?search=2019").await;
    assert_eq!((found["redirects"].as_array().unwrap().len(), &found["count"]), (1, &json!(2)));
    let (_, removed) = call(&site, &cookie, "redirects/remove", json!({ "path": "/2019/mùa-khô" })).await;
    assert_eq!(removed["target"], POST);
    assert_eq!(site.get("/2019/m%C3%B9a-kh%C3%B4").await.status, StatusCode::NOT_FOUND);
    let (status, _) = call(&site, &cookie, "redirects/remove", json!({ "path": "/2019/mùa-khô" })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn invalid_redirects_are_refused() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let add = async |path: &str, target: &str| {
        call(&site, &cookie, "redirects/add", json!({ "redirect": { "path": path, "target": target } })).await
    };
    assert_eq!(add("/cu", POST).await.0, StatusCode::OK);
    for (path, target, field) in [
        ("", POST, "redirect-path"),
        ("/", POST, "redirect-path"),
        ("/admin/posts", POST, "redirect-path"),
        ("/api", POST, "redirect-path"),
        (POST, "/", "redirect-path"),
        ("/cu", "/", "redirect-path"),
        ("/khac", "javascript:alert(1)", "redirect-target"),
        ("/khac", "https://evil.example/", "redirect-target"),
        ("/khac", "//evil.example/", "redirect-target"),
        ("/khac", "/\\evil.example/", "redirect-target"),
        ("/khac", "/khac/", "redirect-target"),
        ("/khac", "/cu", "redirect-target"),
    ] {
        let (status, answer) = add(path, target).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path} → {target}");
        assert_eq!(fields(&answer), [field], "{path} → {target}: {answer}");
    }
    assert_eq!(read(&site, &cookie, "redirects").await["count"], 1);
}
