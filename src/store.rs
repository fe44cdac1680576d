//! The database: one SQLite file, or PostgreSQL. Each submodule holds the SQL of one table or concern.
//!
//! Functions take a connection, so that the caller decides what belongs to one transaction: [`Store::read`] returns one
//! of several read connections, [`Store::write`] a transaction, of which there is one at a time.

pub mod account_events;
pub mod archive;
pub mod authors;
pub mod backup;
pub mod block_rules;
pub mod ceremonies;
pub mod certificates;
pub mod change_tracking;
pub mod comment_notices;
pub mod comments;
mod connection_counts;
pub mod counts;
pub mod dashboard;
mod database_error;
mod enum_columns;
pub mod erasure;
pub mod files;
pub mod front_page;
mod group_commit;
pub mod health;
pub mod import_runs;
pub mod mails;
pub mod media;
pub mod menu;
pub mod not_found_log;
mod open_file;
mod outside_changes;
pub mod passkeys;
pub mod placements;
pub mod post_reads;
mod postgres;
pub mod posts;
pub mod presence;
pub mod rate_limits;
pub mod recovery_codes;
pub mod redirect_candidates;
pub mod redirects;
pub mod related_posts;
pub mod reply_subscriptions;
pub mod revisions;
pub mod sample;
pub mod search;
pub mod sequences;
pub mod sessions;
pub mod settings;
pub mod site_texts;
pub mod sitemap;
pub mod snippets;
pub mod spam_tokens;
pub mod sql;
pub mod sqlite;
pub mod stored_deletions;
pub mod terms;
#[cfg(test)]
pub mod testing;
pub mod users;
mod write_transaction;

pub use change_tracking::OutsideChange;
pub use connection_counts::ConnectionCounts;
pub use health::postgres::examine_postgres;
pub use open_file::OpenError;
pub use outside_changes::OutsideWatch;
pub use postgres::{PostgresOpenError, SharedState};
pub use sqlite::{UnusableDatabase, inspect};
pub use write_transaction::WriteTransaction;

use std::path::Path;

use crate::config::DatabaseSettings;
use change_tracking::ChangeListener;
use files::FileStore;
use postgres::PostgresDatabase;
use sql::{Engine, ReadConnection};
use sqlite::SqliteDatabase;

/// The site's database. Cloning returns another handle to it.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    /// Small writes that wait for a group commit.
    write_queue: group_commit::WriteQueue,
    /// Whether the last commit succeeded.
    standing: health::WriteHealth,
    /// The listener for changes made by writes.
    pub changes: ChangeListener,
    /// Where the content of files is, and what of it is in memory.
    pub files: FileStore,
    /// Whether opening it created the database.
    pub is_new: bool,
}

#[derive(Clone, Debug)]
enum Database {
    Sqlite(SqliteDatabase),
    Postgres(PostgresDatabase),
}

impl Store {
    /// Opens the database that the settings name, and creates or migrates it as needed.
    pub async fn connect(settings: &DatabaseSettings) -> Result<Store, OpenError> {
        match &settings.url {
            Some(url) => Ok(Store::open_postgres(url, settings).await?),
            None if !settings.replicas.is_empty() => Err(OpenError::ReplicasOnly),
            None => Store::open(&settings.file, settings.durability).await,
        }
    }

    fn new(database: Database, changes: ChangeListener, is_new: bool) -> Store {
        let (write_queue, standing) = (group_commit::WriteQueue::default(), health::WriteHealth::default());
        Store { database, write_queue, standing, changes, files: FileStore::default(), is_new }
    }

    /// Returns the kind of the database.
    pub fn engine(&self) -> Engine {
        match &self.database {
            Database::Sqlite(_) => Engine::Sqlite,
            Database::Postgres(_) => Engine::Postgres,
        }
    }

    /// Returns whether other nodes may use the same database, so that what a node knows has to be stored in it.
    pub fn is_shared(&self) -> bool {
        self.engine() == Engine::Postgres
    }

    /// Returns the newest version that this node has written.
    pub fn newest_own(&self) -> i64 {
        match &self.database {
            Database::Sqlite(_) => 0,
            Database::Postgres(database) => database.applied().newest_own(),
        }
    }

    /// Returns whether this node knows what a version has changed.
    pub fn knows(&self, version: i64) -> bool {
        match &self.database {
            Database::Sqlite(_) => true,
            Database::Postgres(database) => database.applied().knows(version),
        }
    }

    /// Learns what other nodes have changed up to a version. Returns false if the database does not answer in time.
    pub async fn catch_up(&self, version: i64) -> bool {
        match &self.database {
            Database::Sqlite(_) => true,
            Database::Postgres(database) => database.reach(version).await,
        }
    }

    /// Returns whether the database has not answered for so long that pages in memory must not be shown any more.
    pub fn is_out_of_date(&self) -> bool {
        match &self.database {
            Database::Sqlite(_) => false,
            Database::Postgres(database) => database.is_out_of_date(),
        }
    }

    /// Returns the path of the database file. Copies of the database are kept beside it, also if there is no such file
    /// because the database is PostgreSQL's.
    pub fn file(&self) -> &Path {
        match &self.database {
            Database::Sqlite(database) => &database.file,
            Database::Postgres(database) => &database.file,
        }
    }

    /// Returns a connection for reading.
    pub async fn read(&self) -> sqlx::Result<ReadConnection> {
        match &self.database {
            Database::Sqlite(database) => database.read().await,
            Database::Postgres(database) => database.read().await,
        }
    }

    /// Returns a connection for rendering a page: to a replica, if there is one that is up to date.
    pub async fn read_for_page(&self) -> sqlx::Result<ReadConnection> {
        match &self.database {
            Database::Sqlite(database) => database.read().await,
            Database::Postgres(database) => database.read_replica().await,
        }
    }

    /// Begins a read transaction: all queries see the same snapshot, however long it takes.
    pub async fn begin_read(&self) -> sqlx::Result<ReadConnection> {
        match &self.database {
            Database::Sqlite(database) => database.begin_read().await,
            Database::Postgres(database) => database.begin_read().await,
        }
    }

    /// Begins a write transaction. It is rolled back unless it is committed.
    pub async fn write(&self) -> sqlx::Result<WriteTransaction> {
        let connection = match &self.database {
            Database::Sqlite(database) => database.begin_write().await?,
            Database::Postgres(database) => database.begin_write().await?,
        };
        Ok(WriteTransaction::new(connection, self.database.clone(), self.changes.clone(), self.standing.clone()))
    }

    /// Returns whether this node may open fewer connections than it may need, as far as is known.
    pub fn lacks_connections(&self) -> bool {
        match &self.database {
            Database::Sqlite(_) => false,
            Database::Postgres(database) => database.limit().is_too_low(),
        }
    }

    /// Counts the open and the idle connections.
    pub fn connections(&self) -> ConnectionCounts {
        match &self.database {
            Database::Sqlite(database) => database.connections(),
            Database::Postgres(database) => database.connections(),
        }
    }

    /// Returns what is known of a database that several nodes share.
    pub fn shared_state(&self) -> Option<SharedState> {
        match &self.database {
            Database::Sqlite(_) => None,
            Database::Postgres(database) => Some(database.state()),
        }
    }

    /// Counts rows for the planner after an import. SQLite does it on closing, and PostgreSQL otherwise a minute later. A
    /// failure is only logged.
    pub async fn analyze(&self) {
        if let Database::Postgres(database) = &self.database
            && let Err(error) = database.analyze().await
        {
            tracing::warn!(%error, "the tables were not analyzed");
        }
    }

    /// Waits for pending writes and closes the database.
    pub async fn close(&self) {
        self.settle().await;
        match &self.database {
            Database::Sqlite(database) => database.close().await,
            Database::Postgres(database) => database.close().await,
        }
    }
}

/// Escapes the wildcards of a text for `LIKE … ESCAPE '\'`.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::sqlite::database_files::beside;
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
        writing.run("ROLLBACK").await.unwrap();
        assert!(writing.commit().await.is_err());
        for _ in 0..2 {
            store.write().await.unwrap().commit().await.unwrap();
        }
    }
}
