//! Erases deleted content from the file.
//!
//! Deleted rows are overwritten (`secure_delete`). But pages that SQLite has rearranged may hold older copies of them,
//! the search index drops words only when it is merged, and the WAL holds old pages until it is overwritten.

use std::time::Duration;

use super::sqlite::connection::{BUSY, options};
use super::{Database, Store, search};
use crate::config::Durability;
use crate::store::sql::{self, Connection};

/// How often to wait for connections that read from the WAL.
const TRIES: usize = 6;

/// Why deleted content may still be in the file.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    #[error("the file could not be written anew: {0}")]
    Database(#[from] sqlx::Error),
    #[error("others have been reading from the log all the time")]
    LogInUse,
}

impl Store {
    /// Rewrites the whole file, so that no deleted content is left in it. This takes the time and disk space of a copy.
    /// Meanwhile others can read, and writes wait.
    ///
    /// # Errors
    /// If the database fails, or if others read from the WAL all the time.
    pub async fn erase_deleted(&self) -> Result<(), ErasureError> {
        let database = match &self.database {
            Database::Sqlite(database) => database,
            Database::Postgres(database) => return Ok(database.erase_deleted().await?),
        };
        let mut connection = database.hold_writer().await?;
        search::drop_all(&mut connection).await?;
        connection.run("VACUUM").await?;
        drop(connection);
        for _ in 0..TRIES {
            if self.empty_log(BUSY).await? {
                return Ok(());
            }
        }
        Err(ErasureError::LogInUse)
    }

    /// Moves the WAL into the file and truncates it. Returns false if others read from it for the whole time of
    /// `patience`.
    pub async fn empty_log(&self, patience: Duration) -> sqlx::Result<bool> {
        let Database::Sqlite(database) = &self.database else {
            // PostgreSQL's log is its administrator's.
            return Ok(true);
        };
        // Not on the write connection: writes must not wait for readers.
        let options = options(&database.file, Durability::Normal).busy_timeout(patience);
        let mut connection = Connection::open(&options).await?;
        let busy: sqlx::Result<i64> =
            sql::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await;
        connection.close().await?;
        Ok(busy? == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::admin::comment::ModerationStatus;
    use crate::store::comments::{self, NewComment, Provenance, SpamVerdict, moderation};
    use crate::store::sqlite::database_files::beside;
    use crate::store::{posts, testing};

    const WORD: &str = "zuyqqunique";

    /// Returns whether the word occurs anywhere in the bytes of the database or its WAL.
    fn is_found(store: &Store) -> bool {
        let log = beside(store.file(), "-wal");
        let bytes = [store.file(), &log].map(|file| std::fs::read(file).unwrap_or_default()).concat();
        bytes.windows(WORD.len()).any(|bytes| bytes == WORD.as_bytes())
    }

    #[tokio::test]
    async fn nothing_of_a_deleted_comment_is_left_in_the_files() {
        let (store, _folder) = testing::open_file().await;
        let mut writing = store.write().await.unwrap();
        let (post_id, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
        writing.commit().await.unwrap();
        let mut unwanted = Vec::new();
        for number in 0..200 {
            let mut writing = store.write().await.unwrap();
            let word = if number % 20 == 7 { WORD } else { "khác" };
            // Some are long enough for overflow pages.
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
                website: String::new(),
                kind: crate::model::comment::CommentKind::Comment,
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
    async fn deleted_tokens_are_dropped_in_steps() {
        let (store, _folder) = testing::open_file().await;
        for number in 0..10 {
            let mut writing = store.write().await.unwrap();
            let mut post = posts::test_posts::post(&format!("tin-{number}"), number);
            post.title = if number == 3 { WORD.to_owned() } else { "khác".to_owned() };
            posts::add(&mut writing, &post).await.unwrap().unwrap();
            writing.commit().await.unwrap();
        }
        let mut writing = store.write().await.unwrap();
        sql::query("DELETE FROM posts WHERE title = $1").bind(WORD).execute(&mut writing).await.unwrap();
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
