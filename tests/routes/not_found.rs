//! Paths that are gone (410) and paths that were never there (404).

use axum::http::StatusCode;
use longan::model::user::Role;
use longan::store::sql;
use serde_json::json;

use crate::routes::site::Site;
use crate::routes::terms::{call, fields, read};

const POST: &str = "/posts/cong-nghiep-ho-tro-long-an";

async fn id_of(site: &Site, slug: &str) -> i64 {
    let mut reading = site.state.store.read().await.unwrap();
    sql::query_scalar("SELECT id FROM posts WHERE slug = $1").bind(slug).fetch_one(&mut reading).await.unwrap()
}

#[tokio::test]
async fn a_post_that_is_taken_down_is_gone_until_it_comes_back() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let id = id_of(&site, "cong-nghiep-ho-tro-long-an").await;
    let change =
        async |action: &str| call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": action })).await.0;
    call(&site, &cookie, "redirects/add", json!({ "redirect": { "path": "/2019/cu", "target": POST } })).await;
    assert_eq!(change("Trash").await, StatusCode::OK);
    let gone = site.get(POST).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.body.contains("Bài này đã được gỡ xuống") && gone.body.contains("noindex"), "{}", gone.body);
    for feed in ["feed.xml", "feed/"] {
        assert_eq!(site.get(&format!("{POST}/{feed}")).await.status, StatusCode::GONE, "{feed}");
    }
    assert_eq!(change("Restore").await, StatusCode::OK);
    assert_eq!(site.get(POST).await.status, StatusCode::OK);

    change("Trash").await;
    assert_eq!(change("Delete").await, StatusCode::OK);
    for path in [POST, "/2019/cu", "/2019/cu/"] {
        assert_eq!(site.get(path).await.status, StatusCode::GONE, "{path}");
    }
    assert_eq!(site.get("/posts/khong-co").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn drafts_leave_no_trace_when_deleted() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let id = id_of(&site, "cong-nghiep-ho-tro-long-an").await;
    for action in ["Unpublish", "Trash", "Delete"] {
        call(&site, &cookie, "posts/change", json!({ "ids": [id], "action": action })).await;
        assert_eq!(site.get(POST).await.status, StatusCode::NOT_FOUND, "{action}");
    }
}

#[tokio::test]
async fn a_path_is_marked_gone_and_redirected_later() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let add = async |target: &str| {
        call(&site, &cookie, "redirects/add", json!({ "redirect": { "path": "/rao-vat", "target": target } })).await
    };
    assert_eq!(add("").await.0, StatusCode::OK);
    assert_eq!(site.get("/rao-vat").await.status, StatusCode::GONE);
    assert_eq!(add(POST).await.0, StatusCode::OK, "what is gone may come back elsewhere");
    assert_eq!(site.get("/rao-vat").await.location, POST);
    let (status, error) =
        call(&site, &cookie, "redirects/add", json!({ "redirect": { "path": POST, "target": "" } })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&error), ["redirect-path"], "there is something");
}

#[tokio::test]
async fn addresses_that_show_nothing_are_counted() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    for url in ["/2018/bai-cu", "/2018/bai-cu?email=lan@example.org", "/2018/khac/", "/.env", POST, "/preview/x-y"] {
        site.get(url).await;
    }
    let stored = async || {
        let mut reading = site.state.store.read().await.unwrap();
        sql::query_scalar::<i64>("SELECT COUNT(*) FROM missing").fetch_one(&mut reading).await.unwrap()
    };
    assert_eq!(stored().await, 0, "reading writes nothing");
    let list = async || {
        let found = read(&site, &cookie, "redirects/missing").await;
        let lines = found.as_array().unwrap().iter();
        lines.map(|line| format!("{} {}", line["path"].as_str().unwrap(), line["count"])).collect::<Vec<_>>()
    };
    assert_eq!(list().await, ["/2018/bai-cu 2", "/2018/khac 1"]);
    site.get("/2018/bai-cu").await;
    assert_eq!(list().await[0], "/2018/bai-cu 3");
    let redirect = json!({ "redirect": { "path": "/2018/bai-cu", "target": POST } });
    assert_eq!(call(&site, &cookie, "redirects/add", redirect).await.0, StatusCode::OK);
    call(&site, &cookie, "redirects/missing/forget", json!({ "path": "/2018/khac" })).await;
    assert_eq!(list().await, [""; 0], "what leads on is no longer missed");
}
