//! When a post was published and changed, as editors and readers see it.

use axum::http::StatusCode;
use longan::clock::advance;
use longan::model::user::Role;
use serde_json::{Value, json};

use crate::routes::editing::{call, read, save};
use crate::routes::site::{Site, between};

const MINUTE: i64 = 60 * 1000;

/// Saves a new post, and returns the draft for the next save.
async fn write(site: &Site, cookie: &str, intent: Value) -> (Value, Value) {
    let mut draft = json!({ "title": "Mùa nước nổi", "source": "Nước về." });
    let saved = save(site, cookie, draft.clone(), intent).await;
    draft["id"] = saved["id"].clone();
    draft["version"] = saved["version"].clone();
    (draft, saved)
}

#[tokio::test]
async fn articles_show_hours_and_when_they_were_changed() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (mut draft, saved) = write(&site, &cookie, json!("Publish")).await;
    let path = saved["path"].as_str().unwrap().to_owned();
    let page = site.get(&path).await.body;
    let published = saved["published"]["text"].as_str().unwrap().to_owned();
    assert!(published.contains(':') && between(&page, "dt-published", "</time>").ends_with(&format!(">{published}")));
    assert!(!page.contains("dt-updated"));

    // Pinning changes nothing that readers of the article see.
    advance(10 * MINUTE);
    draft["pinning"] = json!("Pinned");
    draft["version"] = save(&site, &cookie, draft.clone(), json!("Keep")).await["version"].clone();
    assert!(!site.get(&path).await.body.contains("dt-updated"));

    draft["source"] = json!("Nước về sớm.");
    let saved = save(&site, &cookie, draft, json!("Keep")).await;
    let page = site.get(&path).await.body;
    let changed = format!(">Cập nhật lúc {}", saved["at"]["text"].as_str().unwrap());
    assert!(between(&page, "dt-updated", "</time>").ends_with(&changed));
    assert!(page.contains(&format!("\"dateModified\":\"{}", &saved["at"]["iso"].as_str().unwrap()[..16])));
}

#[tokio::test]
async fn an_undone_publication_leaves_no_time() {
    let site = Site::sample().await;
    let cookie = site.log_in(Role::Editor).await;
    let (draft, saved) = write(&site, &cookie, json!("Publish")).await;
    let path = saved["path"].as_str().unwrap();
    assert_eq!(site.get(path).await.status, StatusCode::OK);
    save(&site, &cookie, draft, json!("Draft")).await;
    assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND);
    let (_, editing) = read(&site, &cookie, &format!("posts/read?kind=Post&id={}", saved["id"])).await;
    assert_eq!(editing["publish_at"], "");

    // From the list, after the editor was closed. Later, the time is kept.
    for (later, times) in [(0, 0), (3 * MINUTE, 1)] {
        let (_, saved) = write(&site, &cookie, json!("Publish")).await;
        advance(later);
        let arguments = json!({ "ids": [saved["id"]], "action": "Unpublish" });
        assert_eq!(call(&site, &cookie, "posts/change", arguments).await, (StatusCode::OK, json!(1)));
        let (_, editing) = read(&site, &cookie, &format!("posts/read?kind=Post&id={}", saved["id"])).await;
        assert_eq!(editing["publish_at"].as_str().unwrap().matches('T').count(), times);
        advance(20 * MINUTE);
    }
}
