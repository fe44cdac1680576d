//! Personal data of commenters: what is stored, and for how long.

use longan::commenting::address_retention::forget_addresses;
use longan::commenting::erase_person::{ErasedComments, erase};
use longan::model::admin::comment::ModerationStatus;
use longan::store::comments::{self, NewComment, Provenance, SpamVerdict, personal_data};
use longan::store::sql;

use crate::routes::moderator::{POST, post};
use crate::routes::site::Site;

const DAY: i64 = 24 * 60 * 60 * 1000;

async fn add(site: &Site, email: &str, body: &str, created_at: i64, parent_id: Option<i64>) -> i64 {
    let post_id = post(site).await;
    let mut writing = site.state.store.write().await.unwrap();
    let comment = NewComment {
        post_id,
        parent_id,
        author_id: None,
        name: format!("Tên của {email}"),
        email: email.to_owned(),
        source: body.to_owned(),
        html: format!("<p>{body}</p>"),
        status: ModerationStatus::Published,
        created_at,
        address: Some("192.0.2.7".to_owned()),
        website: String::new(),
        kind: longan::model::comment::CommentKind::Comment,
        guid: format!("{email}{body}"),
    };
    let provenance = Provenance { device: Some("hash".to_owned()), ..Provenance::default() };
    let id = comments::add(&mut writing, &comment, &SpamVerdict::default(), &provenance).await.unwrap().unwrap().id;
    writing.commit().await.unwrap();
    id
}

async fn page(site: &Site) -> String {
    site.get(POST).await.body
}

#[tokio::test]
async fn personal_data_is_erased_on_request() {
    let site = Site::sample().await;
    let mine = add(&site, "toi@example.org", "Lời của tôi", 1, None).await;
    add(&site, "ban@example.org", "Lời của bạn", 2, Some(mine)).await;
    assert!(page(&site).await.contains("Tên của toi@example.org"));

    let mut writing = site.state.store.write().await.unwrap();
    assert_eq!(erase(&mut writing, "toi@example.org", ErasedComments::Stay, "Ẩn danh").await.unwrap(), 1);
    writing.commit().await.unwrap();
    let shown = page(&site).await;
    assert!(!shown.contains("Tên của toi@example.org") && shown.contains("Ẩn danh") && shown.contains("Lời của tôi"));
    let mut reading = site.state.store.read().await.unwrap();
    assert!(personal_data::list(&mut reading, "toi@example.org").await.unwrap().is_empty());
    let left: (String, Option<String>, Option<String>, String) =
        sql::query_as("SELECT email, address, device, guid FROM comments WHERE id = $1")
            .bind(mine)
            .fetch_one(&mut reading)
            .await
            .unwrap();
    assert_eq!(left, (String::new(), None, None, format!("erased:{mine}")));
    drop(reading);

    let before = page(&site).await;
    let mut writing = site.state.store.write().await.unwrap();
    assert_eq!(erase(&mut writing, "ban@example.org", ErasedComments::Go, "Ẩn danh").await.unwrap(), 1);
    writing.commit().await.unwrap();
    let after = page(&site).await;
    assert!(before.contains("Lời của bạn") && !after.contains("Lời của bạn") && after.contains("Lời của tôi"));
}

#[tokio::test]
async fn addresses_are_kept_for_a_while_only() {
    let site = Site::with(|settings| settings.comments.keep_addresses_days = 30).await;
    let now = 100 * DAY;
    let old = add(&site, "a@example.org", "Cũ", now - 31 * DAY, None).await;
    let recent = add(&site, "b@example.org", "Mới", now - 29 * DAY, None).await;
    let addresses = async || {
        let mut reading = site.state.store.read().await.unwrap();
        let sql = "SELECT id FROM comments WHERE address IS NOT NULL AND id IN ($1, $2)";
        sql::query_scalar::<i64>(sql).bind(old).bind(recent).fetch_all(&mut reading).await.unwrap()
    };
    assert_eq!(addresses().await, [old, recent]);
    assert_eq!(forget_addresses(&site.state, now).await.unwrap(), 1);
    assert_eq!(addresses().await, [recent]);
    assert_eq!(forget_addresses(&site.state, now).await.unwrap(), 0);
}

#[tokio::test]
async fn addresses_are_kept_when_the_setting_is_zero() {
    let site = Site::with(|settings| settings.comments.keep_addresses_days = 0).await;
    add(&site, "a@example.org", "Cũ", 1, None).await;
    assert_eq!(forget_addresses(&site.state, 1000 * DAY).await.unwrap(), 0);
}
