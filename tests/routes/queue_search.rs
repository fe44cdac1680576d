//! Searching the moderation queue.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use longan::model::admin::comment::{CommentQueuePage, Decision, ModerationResult, ModerationStatus, QueuedComment};
use longan::model::user::Role;
use longan::store::comments::personal_data;
use serde_json::json;

use crate::routes::moderator::{Moderator, add, post};
use crate::routes::site::Site;

#[tokio::test]
async fn the_queue_is_searched_without_marks() {
    let site = Site::sample().await;
    let editor = Moderator::new(&site, Role::Editor).await;
    let post = post(&site).await;
    let first = add(&site, post, "Đường Đức Hòa ngập nước", ModerationStatus::Waiting).await;
    let second = add(&site, post, "Giảm 100% cước_phí", ModerationStatus::Waiting).await;
    let find = async |text: &str| {
        let query: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let page: CommentQueuePage = editor.read(&format!("comments?status=Waiting&text={query}")).await;
        let mut ids: Vec<i64> = page.entries.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(find("duc HOA").await, [first]);
    assert_eq!(find("ngập Đường").await, [first], "in whatever order");
    assert_eq!(find("100%").await, [second]);
    assert_eq!(find("c_p").await, [second], "no sign stands for another");
    assert!(find("c%p").await.is_empty());
    for of_both in ["lan anh", "LAN@example.org", "192.0.2.7", "cong nghiep ho tro", ""] {
        assert_eq!(find(of_both).await, [first, second], "{of_both}");
    }
    assert!(find("khong ai viet the").await.is_empty());

    // Edited and new comments are found by their new words.
    let edit =
        json!({ "edit": { "id": first, "name": "Sáu", "body": "Cầu mới", "before": "Đường Đức Hòa ngập nước" } });
    let _: QueuedComment = editor.done("comments/edit", edit).await;
    let third = add(&site, post, "Cầu cũ", ModerationStatus::Waiting).await;
    assert_eq!(find("cau").await, [first, third]);
    assert!(find("duc hoa").await.is_empty());
    let _: ModerationResult = editor.decide(&[third], Decision::Spam).await;
    assert_eq!(find("cau").await, [first], "one status at a time");

    let request = Request::get("/admin/comments?text=sau").header(header::COOKIE, site.log_in(Role::Editor).await);
    let page = site.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Cầu mới") && !page.body.contains("cước_phí"));

    // Erased people are no longer found.
    let mut writing = site.state.store.write().await.unwrap();
    personal_data::anonymize(&mut writing, first, "Ẩn danh").await.unwrap();
    personal_data::forget_addresses(&mut writing, i64::MAX, 100).await.unwrap();
    writing.commit().await.unwrap();
    assert_eq!(find("lan@example.org").await, [second]);
    assert!(find("192.0.2.7").await.is_empty());
}
