//! What other processes write to the same database: other nodes, or the command line.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::time::sleep;

use super::change_tracking::{OutsideChange, StoreChange};
use super::{Database, Store};

/// How often a SQLite file is asked.
const INTERVAL: Duration = Duration::from_secs(1);

/// Watches for the writes of other processes.
#[derive(Debug)]
pub struct OutsideWatch {
    store: Store,
    /// The version of a SQLite file.
    known: Option<i64>,
    /// Notified by a PostgreSQL database.
    listener: Option<PgListener>,
}

impl OutsideWatch {
    /// Watches a database. What was written before does not count.
    pub fn new(store: &Store) -> OutsideWatch {
        OutsideWatch { store: store.clone(), known: None, listener: None }
    }

    /// Waits, usually for a second at most, and returns what has been changed. After an error, call it again.
    pub async fn next(&mut self) -> sqlx::Result<OutsideChange> {
        match &self.store.database {
            Database::Sqlite(database) => {
                if self.known.is_some() {
                    sleep(INTERVAL).await;
                }
                let version = database.version().await?;
                if self.known.replace(version).is_none_or(|known| known == version) {
                    return Ok(OutsideChange::Nothing);
                }
                self.store.changes.tell(&[StoreChange::Everything]);
                Ok(OutsideChange::Content)
            }
            Database::Postgres(database) => {
                database.wait_for_change(&mut self.listener).await;
                let caught_up = database.catch_up().await;
                if caught_up.is_err() {
                    self.listener = None;
                    database.follow_primary().await;
                }
                caught_up
            }
        }
    }
}
