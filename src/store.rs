//! The database: one SQLite file, opened here; every other file is a noun with its verbs, and holds all its SQL.
//!
//! Verbs take a connection, so that a caller decides what belongs together: [`Store::read`] lends one of many
//! readers, [`Store::write`] a transaction on the one writer.

pub mod account_events;
pub mod archive;
pub mod authors;
pub mod backup;
pub mod block_rules;
pub mod change_tracking;
pub mod comments;
mod connection;
pub mod counts;
pub mod dashboard;
mod database_error;
pub mod database_files;
mod enum_columns;
pub mod erasure;
pub mod file_permission;
mod group_commit;
pub mod health;
mod lock;
pub mod media;
pub mod menu;
pub mod migrations;
pub mod not_found_log;
pub mod passkeys;
mod pool;
pub mod posts;
pub mod recovery_codes;
pub mod redirect_candidates;
pub mod redirects;
pub mod revisions;
pub mod schema;
pub mod search;
pub mod sequences;
pub mod sessions;
pub mod settings;
pub mod sitemap;
pub mod spam_tokens;
pub mod terms;
pub mod users;
mod write_transaction;

pub use connection::{UnusableDatabase, inspect};
pub use pool::OpenError;
pub use write_transaction::WriteTransaction;

use std::path::Path;
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqlitePool, Transaction};

use change_tracking::ChangeListener;

use crate::model::Milliseconds;

/// The site's database. A clone is another handle to the same one.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    /// Small writes that wait for a commit of theirs.
    write_queue: group_commit::WriteQueue,
    /// Whether writes are kept.
    standing: health::WriteHealth,
    /// Who is told of writes.
    pub changes: ChangeListener,
    file: Arc<Path>,
    /// Whether this opening created it.
    pub is_new: bool,
    /// Others may use the file too, but none may put another in its place.
    _lock: Arc<lock::Lock>,
}

impl Store {
    /// Where it is.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A connection to read with.
    pub async fn read(&self) -> sqlx::Result<PoolConnection<Sqlite>> {
        self.readers.acquire().await
    }

    /// A transaction to read in: everything is of one moment, however long it takes.
    pub async fn begin_read(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        self.readers.begin().await
    }

    /// A transaction to write in. Nothing is kept unless it is committed.
    pub async fn write(&self) -> sqlx::Result<WriteTransaction> {
        // IMMEDIATE takes the lock now, within the busy timeout; a deferred one could fail half-way.
        let begun = self.writer.begin_with("BEGIN IMMEDIATE").await;
        let transaction = match begun {
            // When a disk is full, or fails, SQLite ends the transaction by itself (SQLite, "Transactions", section
            // 3.1), and sqlx goes on counting it: the connection is of no more use. A new one is.
            Err(sqlx::Error::InvalidSavePointStatement) => {
                self.writer.acquire().await?.close().await?;
                self.writer.begin_with("BEGIN IMMEDIATE").await?
            }
            begun => begun?,
        };
        Ok(WriteTransaction::new(transaction, self.changes.clone(), self.standing.clone()))
    }

    /// A number that changes when somebody else, such as the command line, has written to the file.
    pub async fn version(&self) -> sqlx::Result<i64> {
        // Asked on the connection that writes: its own commits do not count (SQLite, PRAGMA data_version).
        sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.writer).await
    }

    /// How many connections there are now, and how many of them nobody uses.
    pub fn connections(&self) -> ConnectionCounts {
        ConnectionCounts {
            readers: self.readers.size(),
            readers_idle: self.readers.num_idle() as u64,
            writer_idle: self.writer.num_idle() as u64,
        }
    }

    /// Waits for what is under way and closes the file, which moves the log into it.
    pub async fn close(&self) {
        self.settle().await;
        self.readers.close().await;
        // Here, and not by sqlx while it closes a connection: where this fails, it goes on without waiting for the
        // connection to be closed, and a reader that is closed after the writer leaves the log beside the file.
        if let Err(error) = sqlx::query("PRAGMA optimize").execute(&self.writer).await {
            tracing::debug!(%error, "the database was not optimized");
        }
        self.writer.close().await;
    }
}

/// What there is of connections.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionCounts {
    pub readers: u32,
    pub readers_idle: u64,
    pub writer_idle: u64,
}

/// A text for `LIKE … ESCAPE '\'`, in which nothing stands for anything else.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
pub mod testing {
    use super::Store;
    use crate::config::Durability;

    /// A migrated database in a folder that goes away with the guard.
    pub async fn open() -> (Store, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("test.db"), Durability::Normal).await.unwrap();
        (store, folder)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::database_files::beside;
    use super::{settings, testing};

    #[tokio::test]
    async fn closing_leaves_one_file() {
        for _ in 0..10 {
            let (store, folder) = testing::open().await;
            // Many readers, of which some have just been let go.
            let busy = Arc::new(store.clone());
            let reading = (0..8).map(|_| {
                let store = busy.clone();
                tokio::spawn(async move { settings::find(&mut store.read().await.unwrap(), "title").await })
            });
            for reader in reading.collect::<Vec<_>>() {
                assert_eq!(reader.await.unwrap().unwrap(), None);
            }
            store.close().await;
            let file = folder.path().join("test.db");
            assert!(!beside(&file, "-wal").exists() && !beside(&file, "-shm").exists());
        }
    }

    #[tokio::test]
    async fn a_transaction_that_the_database_has_ended_does_not_end_all_writing() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        // As it does by itself when a disk is full.
        sqlx::raw_sql("ROLLBACK").execute(&mut *writing).await.unwrap();
        assert!(writing.commit().await.is_err());
        for _ in 0..2 {
            store.write().await.unwrap().commit().await.unwrap();
        }
    }
}
