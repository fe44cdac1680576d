//! The database: one SQLite file, opened here. Each submodule holds the SQL of one table or concern.
//!
//! Functions take a connection, so that the caller decides what belongs to one transaction: [`Store::read`] returns one
//! of several read connections, [`Store::write`] a transaction on the only write connection.

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

/// The site's database. Cloning returns another handle to it.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    /// Small writes that wait for a group commit.
    write_queue: group_commit::WriteQueue,
    /// Whether the last commit succeeded.
    standing: health::WriteHealth,
    /// The listener for changes made by writes.
    pub changes: ChangeListener,
    file: Arc<Path>,
    /// Whether opening it created the file.
    pub is_new: bool,
    /// Shared lock: other processes may use the file, but not replace it.
    _lock: Arc<lock::Lock>,
}

impl Store {
    /// Returns the path of the file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Returns a connection for reading.
    pub async fn read(&self) -> sqlx::Result<PoolConnection<Sqlite>> {
        self.readers.acquire().await
    }

    /// Begins a read transaction: all queries see the same snapshot, however long it takes.
    pub async fn begin_read(&self) -> sqlx::Result<Transaction<'static, Sqlite>> {
        self.readers.begin().await
    }

    /// Begins a write transaction. It is rolled back unless it is committed.
    pub async fn write(&self) -> sqlx::Result<WriteTransaction> {
        // IMMEDIATE takes the lock now, within the busy timeout; a deferred transaction could fail later.
        let begun = self.writer.begin_with("BEGIN IMMEDIATE").await;
        let transaction = match begun {
            // On a full or failing disk, SQLite ends the transaction by itself (SQLite, "Transactions", section 3.1),
            // but sqlx still counts it. The connection is unusable and is replaced by a new one.
            Err(sqlx::Error::InvalidSavePointStatement) => {
                self.writer.acquire().await?.close().await?;
                self.writer.begin_with("BEGIN IMMEDIATE").await?
            }
            begun => begun?,
        };
        Ok(WriteTransaction::new(transaction, self.changes.clone(), self.standing.clone()))
    }

    /// Returns a number that changes when another process, such as the command line, has written to the file.
    pub async fn version(&self) -> sqlx::Result<i64> {
        // Read on the write connection, whose own commits do not count (SQLite, PRAGMA data_version).
        sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.writer).await
    }

    /// Counts the open and the idle connections.
    pub fn connections(&self) -> ConnectionCounts {
        ConnectionCounts {
            readers: self.readers.size(),
            readers_idle: self.readers.num_idle() as u64,
            writer_idle: self.writer.num_idle() as u64,
        }
    }

    /// Waits for pending writes and closes the file, which moves the WAL into it.
    pub async fn close(&self) {
        self.settle().await;
        self.readers.close().await;
        // Done here rather than by sqlx on close: if it fails there, sqlx does not wait for the connection to close,
        // and a reader closed after the writer leaves the WAL beside the file.
        if let Err(error) = sqlx::query("PRAGMA optimize").execute(&self.writer).await {
            tracing::debug!(%error, "the database was not optimized");
        }
        self.writer.close().await;
    }
}

/// Numbers of connections.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionCounts {
    pub readers: u32,
    pub readers_idle: u64,
    pub writer_idle: u64,
}

/// Escapes the wildcards of a text for `LIKE … ESCAPE '\'`.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
pub mod testing {
    use super::Store;
    use crate::config::Durability;

    /// A migrated database in a folder that is deleted with the guard.
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
            // Many readers, some of them just released.
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
    async fn writing_works_after_sqlite_ended_a_transaction() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        // SQLite does this itself when a disk is full.
        sqlx::raw_sql("ROLLBACK").execute(&mut *writing).await.unwrap();
        assert!(writing.commit().await.is_err());
        for _ in 0..2 {
            store.write().await.unwrap().commit().await.unwrap();
        }
    }
}
