use super::*;
use crate::store::now;
use crate::store::posts::status;
use crate::writing::schedule::publish_due;
use crate::writing::time;

const HOUR: i64 = 60 * 60 * 1000;

/// A time in so many hours, as it is typed.
fn typed(desk: &Desk, hours: i64) -> Intent {
    Intent::PublishAt(time::format(now() + hours * HOUR, &desk.state.settings().site.time_zone))
}

#[tokio::test]
async fn scheduled_posts_appear_when_their_time_has_come() {
    let mut desk = open().await;
    let written = Draft { tags: vec!["Lúa".to_owned()], ..draft("Ngày mai", "a") };
    let intent = typed(&desk, 24);
    let id = desk.save(written, intent).await.unwrap();
    assert_eq!(desk.status(id).await, Status::Scheduled);
    assert_eq!(desk.terms().await, [("lua".to_owned(), 0, 0)]);
    let at = desk.row(id).await.published_at.unwrap();
    assert_eq!(status::next_due(&mut desk.state.store.read().await.unwrap()).await.unwrap(), Some(at));

    assert_eq!(publish_due(&desk.state, at - 1).await.unwrap(), 0);
    assert_eq!(desk.status(id).await, Status::Scheduled);
    assert_eq!(publish_due(&desk.state, at).await.unwrap(), 1);
    let row = desk.row(id).await;
    assert_eq!((row.status, row.published_at), (Status::Published, Some(at)));
    assert_eq!(desk.terms().await, [("lua".to_owned(), 1, 1)]);
    assert_eq!(publish_due(&desk.state, at + HOUR).await.unwrap(), 0);
    assert_eq!(status::next_due(&mut desk.state.store.read().await.unwrap()).await.unwrap(), None);

    // Whoever had it open meanwhile has lost nothing: their save stores words, and leaves it published.
    let open = desk.edit(id, |draft| draft.source = "b".to_owned()).await;
    assert_eq!(open.version, 1);
    desk.save(open, Intent::Keep).await.unwrap();
    assert_eq!(desk.status(id).await, Status::Published);
}

#[tokio::test]
async fn times_can_be_past_moved_and_taken_back() {
    let mut desk = open().await;
    let intent = typed(&desk, -48);
    let id = desk.save(draft("Hôm kia", "a"), intent).await.unwrap();
    let row = desk.row(id).await;
    assert_eq!((row.status, row.published_at), (Status::Published, Some(row.updated_at)));
    let intent = typed(&desk, 5);
    let again = desk.edit(id, |_| {}).await;
    desk.save(again, intent).await.unwrap();
    assert_eq!(desk.status(id).await, Status::Scheduled);
    let again = desk.edit(id, |_| {}).await;
    desk.save(again, Intent::Draft).await.unwrap();
    assert_eq!(publish_due(&desk.state, now() + 9 * HOUR).await.unwrap(), 0);
    let again = desk.edit(id, |_| {}).await;
    desk.save(again, Intent::Publish).await.unwrap();
    assert!(desk.row(id).await.published_at.unwrap() <= now(), "now, not at the time that was taken back");
    let again = desk.edit(id, |_| {}).await;
    let wrong = desk.save(again, Intent::PublishAt("mai".to_owned())).await;
    assert_eq!(rejected(wrong), ["post-publish-at"]);
}

#[tokio::test]
async fn every_save_wakes_the_schedule() {
    let mut desk = open().await;
    let intent = typed(&desk, 24);
    desk.save(draft("Ngày mai", "a"), intent).await.unwrap();
    // The permit is there already, so this does not wait.
    desk.state.schedule.notified().await;
}
