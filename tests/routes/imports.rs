//! Imports in the admin: sent, checked, imported and undone.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::clock::now;
use longan::model::user::Role;
use longan::store::sql::{self, Connection};
use serde_json::{Value, json};

use crate::routes::site::{Answer, Site};

const EXPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Bến Sông</title><link>https://bensong.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://bensong.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>hanh</wp:author_login><wp:author_display_name>Hạnh</wp:author_display_name></wp:author>
<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>mua-nuoc</wp:category_nicename><wp:cat_name>Mùa nước</wp:cat_name></wp:category>
<item><title>Nước lên</title><link>https://bensong.example/nuoc-len/</link><dc:creator>hanh</dc:creator>
<content:encoded><![CDATA[<p>Nước lên từ tháng bảy.</p>]]></content:encoded>
<wp:post_id>10</wp:post_id><wp:post_date>2020-07-01 08:00:00</wp:post_date><wp:post_name>nuoc-len</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="mua-nuoc">Mùa nước</category>
<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_author>Tư</wp:comment_author><wp:comment_date>2020-07-02 08:00:00</wp:comment_date>
<wp:comment_content>Hay quá</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>
</item>
<item><title>Nước rút</title><link>https://bensong.example/nuoc-rut/</link><dc:creator>hanh</dc:creator>
<content:encoded><![CDATA[<p>Nước rút tháng mười.</p>]]></content:encoded>
<wp:post_id>11</wp:post_id><wp:post_date>2020-10-01 08:00:00</wp:post_date><wp:post_name>nuoc-rut</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>"#;

async fn send(site: &Site, cookie: &str, files: Value, bytes: impl Into<Body>) -> Answer {
    let files = files.to_string();
    let files = percent_encoding::utf8_percent_encode(&files, percent_encoding::NON_ALPHANUMERIC);
    let request = Request::post(format!("/admin/imports/files?files={files}")).header(header::COOKIE, cookie);
    site.ask(request.header("sec-fetch-site", "same-origin").body(bytes.into()).unwrap()).await
}

async fn send_export(site: &Site, cookie: &str) -> i64 {
    let answer = send(site, cookie, json!([{ "name": "ben song.xml", "size": EXPORT.len() }]), EXPORT).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body.parse().unwrap()
}

/// Waits until an import is not running, and returns it.
async fn settle(site: &Site, cookie: &str, id: i64) -> Value {
    loop {
        let answer = site.get_as(&format!("/api/admin/imports/one?id={id}"), cookie).await;
        let run: Value = serde_json::from_str(&answer.body).unwrap();
        if run["status"] != "Checking" && run["status"] != "Importing" {
            return run;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn start(site: &Site, cookie: &str, id: i64) -> Value {
    let (status, body) =
        site.call("imports/start", cookie, json!({ "id": id, "choices": {}, "is_dry_run": false })).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    settle(site, cookie, id).await
}

async fn undo(site: &Site, cookie: &str, id: i64, keep_changed: bool) -> (StatusCode, Value) {
    site.call("imports/undo", cookie, json!({ "id": id, "keep_changed": keep_changed })).await
}

/// The numbers of rows in the tables that an import writes to.
async fn count(site: &Site) -> Vec<i64> {
    let mut reading = site.state.store.read().await.unwrap();
    let reading: &mut Connection = &mut reading;
    let mut counts = Vec::new();
    for table in ["posts", "comments", "terms", "authors", "redirects", "post_terms", "settings", "menu_items"] {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        counts.push(sql::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *reading).await.unwrap());
    }
    counts
}

fn folders(site: &Site) -> usize {
    let place = site.state.store.file().parent().unwrap();
    let names = std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".longan-import-")).count()
}

#[tokio::test]
async fn an_export_is_checked_imported_and_undone() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let before = count(&site).await;
    let id = send_export(&site, &cookie).await;
    let run = settle(&site, &cookie, id).await;
    assert_eq!((&run["status"], &run["error"]), (&json!("Checked"), &json!("")));
    assert_eq!((run["files"][0].as_str(), run["has_report"].as_bool()), (Some("ben song.xml"), Some(true)));
    assert_eq!(count(&site).await, before, "a dry run leaves nothing");
    let report = site.get_as(&format!("/admin/imports/{id}/report.json"), &cookie).await;
    assert!(report.status == StatusCode::OK && !report.body.contains(".longan-import"), "{}", report.body);
    let report: Value = serde_json::from_str(&report.body).unwrap();
    assert_eq!(report["came_in"]["posts"]["published"], 2);
    let shown = site.get_as(&format!("/api/admin/imports/report?id={id}"), &cookie).await;
    assert!(shown.body.contains("\"lines\":[{\"number\":2"), "{}", shown.body);
    assert!(site.get_as("/admin/imports", &cookie).await.body.contains("ben song.xml"));

    let run = start(&site, &cookie, id).await;
    assert_eq!((&run["status"], &run["can_be_undone"]), (&json!("Finished"), &json!(true)));
    let page = site.get("/posts/nuoc-len").await;
    assert!(
        page.status == StatusCode::OK && page.body.contains("Nước lên từ tháng bảy") && page.body.contains("Hay quá")
    );
    assert_eq!(site.get("/nuoc-len").await.location, "/posts/nuoc-len");
    let changes = site.get_as(&format!("/api/admin/imports/changes?id={id}"), &cookie).await;
    assert_eq!(changes.body, "{\"number\":0,\"titles\":[]}");

    assert_eq!(undo(&site, &cookie, id, false).await, (StatusCode::OK, json!(2)));
    assert_eq!(count(&site).await, before, "nothing of it is left");
    assert_eq!(site.get("/posts/nuoc-len").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/nuoc-len").await.status, StatusCode::NOT_FOUND);
    assert_eq!(undo(&site, &cookie, id, false).await.0, StatusCode::CONFLICT, "once");
}

#[tokio::test]
async fn what_was_changed_since_is_named_and_can_stay() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let before = count(&site).await;
    let id = send_export(&site, &cookie).await;
    settle(&site, &cookie, id).await;
    start(&site, &cookie, id).await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("UPDATE posts SET version = 2 WHERE slug = 'nuoc-len'").execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    let changes = site.get_as(&format!("/api/admin/imports/changes?id={id}"), &cookie).await;
    assert_eq!(changes.body, "{\"number\":1,\"titles\":[\"Nước lên\"]}");
    assert_eq!(undo(&site, &cookie, id, true).await, (StatusCode::OK, json!(1)));
    assert_eq!(site.get("/posts/nuoc-rut").await.status, StatusCode::NOT_FOUND);
    let kept = site.get("/posts/nuoc-len").await.body;
    assert!(kept.contains("Hay quá") && kept.contains("Mùa nước") && kept.contains("Hạnh"));
    assert_eq!(site.get("/nuoc-len").await.location, "/posts/nuoc-len", "its old address");
    let after = count(&site).await;
    assert_eq!((after[0], after[1], after[2], after[3]), (before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 1));
}

#[tokio::test]
async fn an_import_can_be_undone_for_a_day() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let id = send_export(&site, &cookie).await;
    settle(&site, &cookie, id).await;
    start(&site, &cookie, id).await;
    let mut writing = site.state.store.write().await.unwrap();
    let long_ago = now() - 25 * 60 * 60 * 1000;
    let set = sql::query("UPDATE import_runs SET finished_at = $1").bind(long_ago);
    set.execute(&mut writing).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(undo(&site, &cookie, id, false).await.0, StatusCode::CONFLICT);
    assert_eq!(settle(&site, &cookie, id).await["can_be_undone"], json!(false));
}

#[tokio::test]
async fn a_run_that_was_interrupted_is_shown_as_failed() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query(
        "INSERT INTO import_runs (status, files, folder, choices, created_at, seen_at)
         VALUES ('importing', '[\"a.xml\"]', '.longan-import-x', '{}', 1, 1)",
    )
    .execute(&mut writing)
    .await
    .unwrap();
    writing.commit().await.unwrap();
    let list: Value = serde_json::from_str(&site.get_as("/api/admin/imports", &cookie).await.body).unwrap();
    let (id, status) = (list[0]["id"].as_i64().unwrap(), &list[0]["status"]);
    assert_eq!(status, "Failed");
    let again = json!({ "id": id, "choices": {}, "is_dry_run": true });
    assert_eq!(site.call("imports/start", &cookie, again.clone()).await.0, StatusCode::GONE, "its files are gone");
    // After a restart the files are there.
    let folder = site.state.store.file().parent().unwrap().join(".longan-import-x");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.xml"), EXPORT).unwrap();
    assert_eq!(site.call("imports/start", &cookie, again).await.0, StatusCode::OK);
    assert_eq!(settle(&site, &cookie, id).await["status"], "Checked");
    assert_eq!(site.call("imports/discard", &cookie, json!({ "id": id })).await.0, StatusCode::OK);
    assert_eq!(site.get_as("/api/admin/imports", &cookie).await.body, "[]");
}

#[tokio::test]
async fn what_is_no_export_is_refused() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let text = "Chỉ là một đoạn văn";
    let answer = send(&site, &cookie, json!([{ "name": "a.txt", "size": text.len() }]), text).await;
    let run = settle(&site, &cookie, answer.body.parse().unwrap()).await;
    assert!(run["status"] == "Failed" && run["error"].as_str().unwrap().contains("Chưa nhận ra"), "{run}");
    for (files, body) in [
        (json!([]), ""),
        (json!([{ "name": "a", "size": 0 }]), ""),
        (json!([{ "name": "a", "size": 1_u64 << 40 }]), "x"),
        (json!([{ "name": "a", "size": 2 }]), "x"),
    ] {
        assert_eq!(send(&site, &cookie, files, body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(folders(&site), 1, "that of the import which can be tried again");
    let author = site.log_in(Role::Author).await;
    for cookie in [author.as_str(), ""] {
        let answer = send(&site, cookie, json!([{ "name": "a", "size": 1 }]), "x").await;
        assert!(matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED), "{}", answer.status);
        let report = site.get_as("/admin/imports/1/report.json", cookie).await;
        assert!(matches!(report.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED), "{}", report.status);
    }
}

#[tokio::test]
async fn an_author_of_the_old_site_can_be_one_who_is_here() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let id = send_export(&site, &cookie).await;
    settle(&site, &cookie, id).await;
    start(&site, &cookie, id).await;
    // The same person had another name on a second site.
    let second = EXPORT.replace("hanh", "ut-hanh").replace("Hạnh", "Út Hạnh").replace("bensong", "bensong2");
    let second = second.replace("nuoc-len", "nuoc-len-2").replace("nuoc-rut", "nuoc-rut-2");
    let answer = send(&site, &cookie, json!([{ "name": "b.xml", "size": second.len() }]), second).await;
    let id: i64 = answer.body.parse().unwrap();
    settle(&site, &cookie, id).await;
    let report = site.get_as(&format!("/api/admin/imports/report?id={id}"), &cookie).await;
    let report: Value = serde_json::from_str(&report.body).unwrap();
    assert_eq!(report["authors"], json!([{ "login": "ut-hanh", "name": "Út Hạnh" }]));
    let here = report["authors_here"].as_array().unwrap();
    let here = here.iter().find(|author| author[1] == "Hạnh").unwrap()[0].as_i64().unwrap();
    let choices = json!({ "authors": { "ut-hanh": here } });
    let (status, body) =
        site.call("imports/start", &cookie, json!({ "id": id, "choices": choices, "is_dry_run": false })).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    settle(&site, &cookie, id).await;
    let mut reading = site.state.store.read().await.unwrap();
    let written: i64 = sql::query_scalar("SELECT COUNT(*) FROM posts WHERE author_id = $1")
        .bind(here)
        .fetch_one(&mut reading)
        .await
        .unwrap();
    assert_eq!(written, 4);
    drop(reading);
    assert_eq!(site.get("/author/ut-hanh").await.location, "/author/hanh");
    assert_eq!(undo(&site, &cookie, id, false).await, (StatusCode::OK, json!(2)));
    assert_eq!(site.get("/author/hanh").await.status, StatusCode::OK, "who was here before stays");
}

#[tokio::test]
async fn categories_in_a_menu_stay_when_an_import_is_undone() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Administrator).await;
    let id = send_export(&site, &cookie).await;
    settle(&site, &cookie, id).await;
    start(&site, &cookie, id).await;
    let mut writing = site.state.store.write().await.unwrap();
    sql::query("INSERT INTO menu_items (title, target, position) VALUES ('Mùa nước', '/category/mua-nuoc', 1)")
        .execute(&mut writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    assert_eq!(undo(&site, &cookie, id, false).await, (StatusCode::OK, json!(2)));
    assert_eq!(site.get("/category/mua-nuoc").await.status, StatusCode::OK);
}
