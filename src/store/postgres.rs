//! The engine for sites with several machines: PostgreSQL.
//!
//! There is one writer at a time, as in SQLite: each write transaction first raises the version in the table `clock`,
//! which locks its only row for all nodes. So what reads before it writes stays right, and versions are in the order of
//! the commits. Readers are not affected.

mod change_feed;
mod examine;
mod migrations;
mod open;
mod primary;
mod replicas;

pub use examine::examine_postgres;
pub use migrations::find_faults;
pub use open::PostgresOpenError;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, PgPool};

use super::ConnectionCounts;
use super::change_tracking::{ChangeListener, StoreChange};
use super::sql::{Connection, Handle, ReadConnection};
use crate::config::DatabaseUrl;
use change_feed::AppliedVersion;
use replicas::Replica;

/// How long a write waits for other nodes' writes, and how long a node may pause within a write.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connections to a database.
#[derive(Clone, Debug)]
pub(super) struct PostgresDatabase {
    readers: PgPool,
    writer: PgPool,
    replicas: Arc<[Replica]>,
    /// Which changes this node knows of.
    applied: Arc<AppliedVersion>,
    changes: ChangeListener,
    /// How long pages in memory may be shown while the primary does not answer.
    longest_outage: Duration,
    /// Options of each host.
    hosts: Arc<[PgConnectOptions]>,
    pub url: Arc<DatabaseUrl>,
    /// Copies of the database are kept beside a file of this name.
    pub file: Arc<Path>,
}

impl PostgresDatabase {
    pub async fn read(&self) -> sqlx::Result<ReadConnection> {
        Ok(ReadConnection(Connection::Postgres(Handle::Pooled(self.readers.acquire().await?))))
    }

    /// Returns a connection to a replica that has all changes this node knows of, or else to the primary.
    pub async fn read_replica(&self) -> sqlx::Result<ReadConnection> {
        for replica in self.replicas.iter() {
            if let Some(connection) = replica.read(self.applied.newest_known()).await {
                return Ok(ReadConnection(Connection::Postgres(Handle::Pooled(connection))));
            }
        }
        self.read().await
    }

    pub async fn begin_read(&self) -> sqlx::Result<ReadConnection> {
        let begun = self.readers.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(ReadConnection(Connection::Postgres(Handle::Transaction(begun))))
    }

    pub async fn begin_write(&self) -> sqlx::Result<Connection> {
        let mut transaction = self.writer.begin().await?;
        sqlx::query("UPDATE clock SET version = version + 1").execute(&mut *transaction).await?;
        Ok(Connection::Postgres(Handle::Transaction(transaction)))
    }

    /// Commits a write transaction, and returns what it has changed.
    pub async fn commit(&self, mut transaction: Connection) -> sqlx::Result<Vec<StoreChange>> {
        // Also fails if an earlier statement has failed: COMMIT would then roll back, and report success.
        let (version, changed) = change_feed::announce(&mut transaction).await?;
        self.applied.add_own(version);
        match transaction.commit().await {
            Ok(()) => Ok(changed),
            Err(error) => {
                self.applied.remove_own(version);
                Err(error)
            }
        }
    }

    /// Rewrites the tables that hold what readers have written, so that nothing deleted is left in their files. Readers
    /// of these tables wait meanwhile.
    pub async fn erase_deleted(&self) -> sqlx::Result<()> {
        let mut connection = self.writer.acquire().await?;
        for table in ["comments", "search_comments", "account_events", "sessions", "revisions", "spam_tokens"] {
            let sql = format!("VACUUM (FULL) {table}");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await?;
        }
        Ok(())
    }

    pub fn connections(&self) -> ConnectionCounts {
        ConnectionCounts {
            readers: self.readers.size(),
            readers_idle: self.readers.num_idle() as u64,
            writer_idle: self.writer.num_idle() as u64,
        }
    }

    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
        for replica in self.replicas.iter() {
            replica.close().await;
        }
    }
}
