use super::*;
use crate::clock::{advance, now};
use crate::model::admin::post::BulkAction;
use crate::store::posts::status;
use crate::writing::schedule::publish_due;
use crate::writing::{change, local_time};

const HOUR: i64 = 60 * 60 * 1000;

/// Returns the intent to publish in this many hours.
fn typed(context: &Desk, hours: i64) -> SaveIntent {
    SaveIntent::PublishAt(local_time::format(now() + hours * HOUR, &context.state.settings().site.time_zone))
}

#[tokio::test]
async fn scheduled_posts_are_published_when_due() {
    let mut context = open().await;
    let written = PostDraft { tags: vec!["Lúa".to_owned()], ..draft("Ngày mai", "a") };
    let intent = typed(&context, 24);
    let id = context.save(written, intent).await.unwrap();
    assert_eq!(context.status(id).await, PostStatus::Scheduled);
    assert_eq!(context.terms().await, [("lua".to_owned(), 0, 0)]);
    let at = context.row(id).await.published_at.unwrap();
    assert_eq!(status::next_due(&mut context.state.store.read().await.unwrap()).await.unwrap(), Some(at));

    assert_eq!(publish_due(&context.state, at - 1).await.unwrap(), 0);
    assert_eq!(context.status(id).await, PostStatus::Scheduled);
    assert_eq!(publish_due(&context.state, at).await.unwrap(), 1);
    let row = context.row(id).await;
    assert_eq!((row.status, row.published_at), (PostStatus::Published, Some(at)));
    assert_eq!(context.terms().await, [("lua".to_owned(), 1, 1)]);
    assert_eq!(publish_due(&context.state, at + HOUR).await.unwrap(), 0);
    assert_eq!(status::next_due(&mut context.state.store.read().await.unwrap()).await.unwrap(), None);

    // An editor that was open meanwhile is not affected: its save changes the text and leaves the post published.
    let open = context.edit(id, |draft| draft.source = "b".to_owned()).await;
    assert_eq!(open.version, 1);
    context.save(open, SaveIntent::Keep).await.unwrap();
    assert_eq!(context.status(id).await, PostStatus::Published);
}

#[tokio::test]
async fn publication_times_can_be_past_moved_and_removed() {
    let mut context = open().await;
    let intent = typed(&context, -48);
    let id = context.save(draft("Hôm kia", "a"), intent).await.unwrap();
    let row = context.row(id).await;
    assert_eq!((row.status, row.published_at), (PostStatus::Published, Some(row.updated_at)));
    let intent = typed(&context, 5);
    let again = context.edit(id, |_| {}).await;
    context.save(again, intent).await.unwrap();
    assert_eq!(context.status(id).await, PostStatus::Scheduled);
    let again = context.edit(id, |_| {}).await;
    context.save(again, SaveIntent::Draft).await.unwrap();
    assert_eq!(publish_due(&context.state, now() + 9 * HOUR).await.unwrap(), 0);
    let again = context.edit(id, |_| {}).await;
    context.save(again, SaveIntent::Publish).await.unwrap();
    assert!(context.row(id).await.published_at.unwrap() <= now(), "now, not at the time that was taken back");
    let again = context.edit(id, |_| {}).await;
    let wrong = context.save(again, SaveIntent::PublishAt("mai".to_owned())).await;
    assert_eq!(rejected(wrong), ["post-publish-at"]);
}

#[tokio::test]
async fn every_save_wakes_the_schedule() {
    let mut context = open().await;
    let intent = typed(&context, 24);
    context.save(draft("Ngày mai", "a"), intent).await.unwrap();
    // The save has stored a permit, so this returns immediately.
    context.state.schedule.notified().await;
}

#[tokio::test]
async fn a_time_that_passes_in_the_trash_publishes_nothing() {
    let mut context = open().await;
    let intent = typed(&context, 2);
    let id = context.save(draft("Ngày mai", "a"), intent).await.unwrap();
    let change = async |action| change(&context.state, &context.editor, &[id], action).await;
    assert_eq!(change(BulkAction::Trash).await, Ok(1));
    assert_eq!(change(BulkAction::Restore).await, Ok(1));
    assert_eq!(context.status(id).await, PostStatus::Scheduled);
    assert_eq!(change(BulkAction::Trash).await, Ok(1));
    advance(3 * HOUR);
    assert_eq!(change(BulkAction::Restore).await, Ok(1));
    assert_eq!(context.status(id).await, PostStatus::Draft);
}
