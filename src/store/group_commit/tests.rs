use super::*;
use crate::store::{archive, settings, sql, testing};

/// Stores a setting and returns the number of settings. Names that end with 7 fail.
async fn add(store: &Store, name: String) -> sqlx::Result<usize> {
    store.write_grouped(move |writing| Box::pin(put(writing, name.clone()))).await
}

async fn put(writing: &mut Connection, name: String) -> sqlx::Result<usize> {
    settings::set(writing, &name, "").await?;
    if name.ends_with('7') { Err(sqlx::Error::RowNotFound) } else { Ok(settings::list_dotted(writing).await?.len()) }
}

/// Leaves a foreign key violation for the commit.
async fn put_badly(writing: &mut Connection) -> sqlx::Result<()> {
    archive::defer_references(writing).await?;
    sql::query("INSERT INTO post_media (post_id, media_id) VALUES (1, 1)").execute(writing).await?;
    Ok(())
}

#[expect(clippy::unused_async, reason = "it stands for a write")]
async fn panic_on_purpose() -> sqlx::Result<()> {
    panic!("on purpose")
}

async fn count(store: &Store) -> usize {
    settings::list_dotted(&mut store.read().await.unwrap()).await.unwrap().len()
}

#[tokio::test]
async fn failed_writes_are_rolled_back_alone_and_commits_are_shared() {
    let (store, _folder) = testing::open().await;
    let told = Arc::new(Mutex::new(0));
    let counter = told.clone();
    store.changes.listen(Box::new(move |_| *counter.lock().unwrap() += 1));
    // Another transaction holds the lock: all writes are queued before the first can begin.
    let writing = store.write().await.unwrap();
    let many: Vec<_> = (0..50)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { (number, add(&store, format!("a.{number}")).await) })
        })
        .collect();
    tokio::task::yield_now().await;
    writing.rollback().await.unwrap();
    for one in many {
        let (number, added) = one.await.unwrap();
        assert_eq!(added.is_err(), number % 10 == 7, "{number}: {added:?}");
        assert!(added.is_err() || count(&store).await >= 1, "it is kept before it is answered");
    }
    assert_eq!(count(&store).await, 45);
    assert!(*told.lock().unwrap() <= 5, "few commits");
    assert!(!store.write_queue.is_served());
}

#[tokio::test]
async fn dropping_the_future_does_not_cancel_the_write() {
    let (store, _folder) = testing::open().await;
    let writing = store.write().await.unwrap();
    for number in 0..5 {
        let write = add(&store, format!("a.{number}"));
        // Polled once and dropped.
        assert!(futures::FutureExt::now_or_never(write).is_none());
    }
    writing.rollback().await.unwrap();
    store.settle().await;
    assert_eq!(count(&store).await, 5);
    store.close().await;
}

#[tokio::test]
async fn a_failed_commit_is_reported_to_all_writes() {
    let (store, _folder) = testing::open().await;
    let (broken, added) =
        tokio::join!(store.write_grouped(|writing| Box::pin(put_badly(writing))), add(&store, "a.1".to_owned()));
    assert!(broken.is_err() && added.is_err());
    assert_eq!(count(&store).await, 0);
    assert_eq!(add(&store, "a.2".to_owned()).await.unwrap(), 1, "the next ones are kept");
}

#[tokio::test]
async fn a_panic_does_not_block_later_writes() {
    let (store, _folder) = testing::open().await;
    let (broken, added) =
        tokio::join!(store.write_grouped(|_| Box::pin(panic_on_purpose())), add(&store, "a.1".to_owned()));
    assert!(broken.is_err() && added.is_err());
    assert_eq!(add(&store, "a.2".to_owned()).await.unwrap(), 1);
}
