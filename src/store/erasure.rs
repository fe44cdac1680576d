//! What was deleted, out of the file too. Deleted rows are overwritten (`secure_delete`); but pages that SQLite has
//! rearranged may keep older copies of them, the search index drops words only when it is merged, and the log keeps pages
//! as they were until it is written over.

use std::time::Duration;

use sqlx::{ConnectOptions, Connection};

use super::connection::{BUSY, options};
use super::{Store, search};
use crate::config::Durability;

/// How often others are waited for who read from the log.
const TRIES: usize = 6;

/// Why something deleted may still be in the file.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    #[error("the file could not be written anew: {0}")]
    Database(#[from] sqlx::Error),
    #[error("others have been reading from the log all the time")]
    LogInUse,
}

impl Store {
    /// Writes the whole file anew, so that nothing of what was deleted is left in it. This takes as long, and as much
    /// room on the disk, as a copy; others can read meanwhile, and wait with what they write.
    pub async fn erase_deleted(&self) -> Result<(), ErasureError> {
        let mut connection = self.writer.acquire().await?;
        search::drop_all(&mut connection).await?;
        sqlx::query("VACUUM").execute(&mut *connection).await?;
        drop(connection);
        for _ in 0..TRIES {
            if self.empty_log(BUSY).await? {
                return Ok(());
            }
        }
        Err(ErasureError::LogInUse)
    }

    /// Moves the log into the file and empties it. False when others have read from it for all this time.
    pub async fn empty_log(&self, patience: Duration) -> sqlx::Result<bool> {
        // Not on the connection that writes: those who wait for it do not wait for readers.
        let mut connection = options(&self.file, Durability::Normal).busy_timeout(patience).connect().await?;
        let busy: sqlx::Result<i64> =
            sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await;
        connection.close().await?;
        Ok(busy? == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::admin::comment::ModerationStatus;
    use crate::store::comments::{self, NewComment, Provenance, SpamVerdict, moderation};
    use crate::store::database_files::beside;
    use crate::store::{posts, testing};

    const WORD: &str = "zuyqqunique";

    /// Whether the word stands anywhere in the bytes of the database or its log.
    fn is_found(store: &Store) -> bool {
        let log = beside(store.file(), "-wal");
        let bytes = [store.file(), &log].map(|file| std::fs::read(file).unwrap_or_default()).concat();
        bytes.windows(WORD.len()).any(|bytes| bytes == WORD.as_bytes())
    }

    #[tokio::test]
    async fn nothing_of_a_deleted_comment_is_left_in_the_files() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let (post_id, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
        writing.commit().await.unwrap();
        let mut unwanted = Vec::new();
        for number in 0..200 {
            let mut writing = store.write().await.unwrap();
            let word = if number % 20 == 7 { WORD } else { "khác" };
            // Some are so long that they have pages of their own.
            let words = format!("{word} {}", "dài ".repeat(number * 20));
            let comment = NewComment {
                post_id,
                parent_id: None,
                author_id: None,
                name: word.to_owned(),
                email: format!("{word}@example.org"),
                html: format!("<p>{words}</p>"),
                source: words,
                status: ModerationStatus::Published,
                created_at: 1,
                address: None,
                guid: number.to_string(),
            };
            let added = comments::add(&mut writing, &comment, &SpamVerdict::default(), &Provenance::default())
                .await
                .unwrap()
                .unwrap();
            writing.commit().await.unwrap();
            unwanted.extend((word == WORD).then_some(added.id));
        }
        assert!(is_found(&store));
        let mut writing = store.write().await.unwrap();
        for id in unwanted {
            moderation::remove(&mut writing, id).await.unwrap();
        }
        writing.commit().await.unwrap();
        assert!(is_found(&store), "deleting alone leaves the words in the log and the index");
        assert!(search::holds_deleted(&mut store.read().await.unwrap()).await.unwrap());
        store.erase_deleted().await.unwrap();
        assert!(!is_found(&store));
        assert!(!search::holds_deleted(&mut store.read().await.unwrap()).await.unwrap());
    }

    #[tokio::test]
    async fn the_index_forgets_a_little_at_a_time() {
        let (store, _folder) = testing::open().await;
        for number in 0..10 {
            let mut writing = store.write().await.unwrap();
            let mut post = posts::test_posts::post(&format!("tin-{number}"), number);
            post.title = if number == 3 { WORD.to_owned() } else { "khác".to_owned() };
            posts::add(&mut writing, &post).await.unwrap().unwrap();
            writing.commit().await.unwrap();
        }
        let mut writing = store.write().await.unwrap();
        sqlx::query("DELETE FROM posts WHERE title = $1").bind(WORD).execute(&mut *writing).await.unwrap();
        writing.commit().await.unwrap();
        assert!(search::holds_deleted(&mut store.read().await.unwrap()).await.unwrap());
        loop {
            let mut writing = store.write().await.unwrap();
            let goes_on = search::drop_some(&mut writing).await.unwrap();
            writing.commit().await.unwrap();
            if !goes_on {
                break;
            }
        }
        assert!(store.empty_log(Duration::ZERO).await.unwrap());
        assert!(!is_found(&store));
    }
}
