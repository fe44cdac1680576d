//! The default engine: SQLite, embedded, in one file.

pub mod connection;
pub mod database_files;
pub mod file_permission;
pub(super) mod lock;
pub mod migrations;
pub mod schema;

pub use connection::{UnusableDatabase, inspect};

use std::path::Path;
use std::sync::Arc;

use sqlx::SqlitePool;

use super::ConnectionCounts;
use super::change_tracking::{StoreChange, collect};
use super::sql::{Connection, Handle, ReadConnection};
pub(in crate::store) use lock::Lock;

/// An open database file: several connections that read, and one that writes.
#[derive(Clone, Debug)]
pub(in crate::store) struct SqliteDatabase {
    pub readers: SqlitePool,
    pub writer: SqlitePool,
    pub file: Arc<Path>,
    /// Shared lock: other processes may use the file, but not replace it.
    pub _lock: Arc<Lock>,
}

impl SqliteDatabase {
    pub async fn read(&self) -> sqlx::Result<ReadConnection> {
        Ok(ReadConnection(Connection::Sqlite(Handle::Pooled(self.readers.acquire().await?))))
    }

    pub async fn begin_read(&self) -> sqlx::Result<ReadConnection> {
        Ok(ReadConnection(Connection::Sqlite(Handle::Transaction(self.readers.begin().await?))))
    }

    pub async fn begin_write(&self) -> sqlx::Result<Connection> {
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
        Ok(Connection::Sqlite(Handle::Transaction(transaction)))
    }

    /// Returns the write connection, outside of a transaction. Other writes of this process wait for it.
    pub async fn hold_writer(&self) -> sqlx::Result<Connection> {
        Ok(Connection::Sqlite(Handle::Pooled(self.writer.acquire().await?)))
    }

    /// Commits a write transaction, and returns what it has changed.
    pub async fn commit(&self, mut transaction: Connection) -> sqlx::Result<Vec<StoreChange>> {
        let changed = collect(&mut transaction).await?;
        transaction.commit().await?;
        Ok(changed)
    }

    /// Returns a number that changes when another process, such as the command line, has written to the file.
    pub async fn version(&self) -> sqlx::Result<i64> {
        // Read on the write connection, whose own commits do not count (SQLite, PRAGMA data_version).
        sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.writer).await
    }

    pub fn connections(&self) -> ConnectionCounts {
        ConnectionCounts::of(&self.readers, &self.writer)
    }

    /// Closes the file, which moves the WAL into it.
    pub async fn close(&self) {
        self.readers.close().await;
        // Done here rather than by sqlx on close: if it fails there, sqlx does not wait for the connection to close,
        // and a reader closed after the writer leaves the WAL beside the file.
        if let Err(error) = sqlx::query("PRAGMA optimize").execute(&self.writer).await {
            tracing::debug!(%error, "the database was not optimized");
        }
        self.writer.close().await;
    }
}
