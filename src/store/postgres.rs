//! The engine for sites with several machines: PostgreSQL.
//!
//! There is one writer at a time, as in SQLite: each write transaction first raises the version in the table `clock`,
//! which locks its only row for all nodes. So what reads before it writes stays right, and versions are in the order of
//! the commits. Readers are not affected.

mod change_feed;
mod connection_limit;
mod migrations;
pub(super) mod open;
pub(super) mod options;
pub(super) mod primary;
pub(super) mod replicas;

pub use migrations::{find_faults, find_newer};

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction};

use tokio::time::timeout;

use super::ConnectionCounts;
use super::change_tracking::{ChangeListener, StoreChange};
use super::sql::{Connection, Handle, ReadConnection};
use crate::config::{DatabaseUrl, Durability};
use change_feed::AppliedVersion;
use connection_limit::ConnectionLimit;
use replicas::Replica;

/// How long a write waits for other nodes' writes, and how long a node may pause within a write.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a reader waits for a primary that did not answer when it was last asked.
const LOST_PATIENCE: Duration = Duration::from_millis(300);

/// Connections to a database.
#[derive(Clone, Debug)]
pub(super) struct PostgresDatabase {
    readers: PgPool,
    writer: PgPool,
    replicas: Arc<[Replica]>,
    /// Which changes this node knows of.
    applied: Arc<AppliedVersion>,
    changes: ChangeListener,
    /// Whether the primary did not answer when it was last asked.
    is_lost: Arc<AtomicBool>,
    /// Writes that wait to begin, and how long (ms) they have waited in all.
    waiting: Arc<AtomicU64>,
    waited: Arc<AtomicU64>,
    /// How long pages in memory may be shown while the primary does not answer.
    longest_outage: Duration,
    /// Options of each host.
    hosts: Arc<[PgConnectOptions]>,
    durability: Durability,
    pub url: Arc<DatabaseUrl>,
    /// Copies of the database are kept beside a file of this name.
    pub file: Arc<Path>,
    limit: ConnectionLimit,
}

/// Why a PostgreSQL database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PostgresOpenError {
    #[error("the database {0} cannot be reached: {1}")]
    Unreachable(DatabaseUrl, sqlx::Error),
    #[error("none of the hosts of {0} is the primary: each only reads")]
    NoPrimary(DatabaseUrl),
    #[error("the database {0} is of PostgreSQL {1}; Longan needs 15 or newer")]
    TooOld(DatabaseUrl, String),
    #[error("the database {0} has the encoding {1}; Longan needs UTF8")]
    Encoding(DatabaseUrl, String),
    #[error(
        "the user of the database {0} may not create tables in it. Make it the owner, with ALTER DATABASE … OWNER TO …, or \
         GRANT USAGE, CREATE ON SCHEMA public TO it"
    )]
    MayNotCreate(DatabaseUrl),
    #[error("the database {0} cannot be brought up to date: {1}")]
    Migration(DatabaseUrl, sqlx::Error),
}

/// What a node knows of a database that several share.
#[derive(Clone, Copy, Debug)]
pub struct SharedState {
    /// The newest version whose changes it knows.
    pub version: i64,
    /// How long ago the primary has last answered.
    pub unheard: Duration,
    /// How many writes wait for those of other nodes.
    pub waiting: u64,
    /// How long writes have waited in all.
    pub waited: Duration,
    pub replicas: u64,
}

impl PostgresDatabase {
    /// Returns a connection to the primary. While it does not answer, nobody waits for long.
    pub async fn read(&self) -> sqlx::Result<ReadConnection> {
        if self.is_lost.load(Relaxed) {
            let connection = timeout(LOST_PATIENCE, self.readers.acquire()).await;
            let connection = connection.map_err(|_| sqlx::Error::PoolTimedOut)??;
            return Ok(ReadConnection(Connection::Postgres(Handle::Pooled(connection))));
        }
        Ok(ReadConnection(Connection::Postgres(Handle::Pooled(self.readers.acquire().await?))))
    }

    /// Returns a connection to a replica that has all changes this node knows of, or else to the primary.
    pub async fn read_replica(&self) -> sqlx::Result<ReadConnection> {
        if self.is_out_of_date() {
            return Err(sqlx::Error::PoolTimedOut);
        }
        for replica in self.replicas.iter() {
            if let Some(connection) = replica.read(self.applied.newest_known()).await {
                return Ok(ReadConnection(Connection::Postgres(Handle::Pooled(connection))));
            }
        }
        self.read().await
    }

    pub async fn begin_read(&self) -> sqlx::Result<ReadConnection> {
        let mut begun = self.readers.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        // Backups and exports take their time, and read all of a table.
        sqlx::raw_sql("SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on").execute(&mut *begun).await?;
        Ok(ReadConnection(Connection::Postgres(Handle::Transaction(begun))))
    }

    pub async fn begin_write(&self) -> sqlx::Result<Connection> {
        let begun = Instant::now();
        self.waiting.fetch_add(1, Relaxed);
        let transaction = begin_write(&self.writer).await;
        self.waiting.fetch_sub(1, Relaxed);
        self.waited.fetch_add(begun.elapsed().as_millis() as u64, Relaxed);
        let transaction = transaction?;
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
        // It takes as long as it takes.
        sqlx::raw_sql("SET statement_timeout = 0").execute(&mut *connection).await?;
        for table in ["comments", "search_comments", "account_events", "sessions", "revisions", "spam_tokens"] {
            let sql = format!("VACUUM (FULL) {table}");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await?;
        }
        connection.close().await
    }

    pub async fn analyze(&self) -> sqlx::Result<()> {
        let mut connection = self.writer.acquire().await?;
        sqlx::raw_sql("SET client_min_messages = error; ANALYZE; RESET client_min_messages")
            .execute(&mut *connection)
            .await
            .map(drop)
    }

    pub fn state(&self) -> SharedState {
        SharedState {
            version: self.applied.newest_known(),
            unheard: self.applied.age(),
            waiting: self.waiting.load(Relaxed),
            waited: Duration::from_millis(self.waited.load(Relaxed)),
            replicas: self.replicas.len() as u64,
        }
    }

    /// Returns whether this node may open as many connections as it may need.
    pub fn limit(&self) -> &ConnectionLimit {
        &self.limit
    }

    pub fn connections(&self) -> ConnectionCounts {
        ConnectionCounts::of(&self.readers, &self.writer)
    }

    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
        for replica in self.replicas.iter() {
            replica.close().await;
        }
    }
}

/// Begins a transaction and waits for those of other nodes. If that takes too long, it is rolled back on drop.
async fn begin_write(writer: &PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    // One message: each is a round trip during which nobody writes.
    writer.begin_with("BEGIN; UPDATE clock SET version = version + 1").await
}
