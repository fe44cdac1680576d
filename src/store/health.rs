//! Health checks of the database.

pub mod postgres;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::postgres::find_faults;
use super::sqlite::migrations::{self, MIGRATIONS};
use super::{Database, Store};
use crate::store::sql::{self, Connection, Engine, each};
use crate::store::sqlite::database_files::beside;

/// Lists the faults of the file: SQLite's integrity check, and foreign keys without a target. Empty if it is sound.
pub async fn examine(connection: &mut Connection) -> sqlx::Result<Vec<String>> {
    if connection.engine() == Engine::Postgres {
        // It checks its files by itself (data checksums), and has no rows that refer to nothing.
        return Ok(Vec::new());
    }
    let mut faults: Vec<String> = sql::query_scalar("PRAGMA integrity_check").fetch_all(&mut *connection).await?;
    faults.retain(|line| line != "ok");
    let dangling: Vec<(String, Option<i64>, String, i64)> =
        sql::query_as("PRAGMA foreign_key_check").fetch_all(connection).await?;
    let described = dangling.into_iter().map(|(table, row, parent, _)| match row {
        Some(row) => format!("{table} row {row} refers to a row of {parent} that is not there"),
        None => format!("{table} refers to a row of {parent} that is not there"),
    });
    faults.extend(described);
    Ok(faults)
}

/// Why a site cannot serve requests now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    #[error("the database cannot be read")]
    Unreadable,
    #[error("the database is not up to date")]
    Outdated,
    #[error("the database cannot be written")]
    Unwritable,
    #[error("the database does not answer in time")]
    Slow,
    #[error("the database allows this node too few connections")]
    TooFewConnections,
}

impl Unready {
    /// Returns the cause of a failure: having too few connections, if that is known.
    pub fn or_too_few_connections(self, store: &Store) -> Unready {
        if store.lacks_connections() { Unready::TooFewConnections } else { self }
    }
}

/// Whether the last commit succeeded. A full or failing disk shows only there.
#[derive(Clone, Debug, Default)]
pub(super) struct WriteHealth(Arc<AtomicBool>);

impl WriteHealth {
    /// Records the result of a commit.
    pub fn note<T>(&self, kept: &sqlx::Result<T>) {
        self.0.store(kept.is_err(), Relaxed);
    }

    fn has_failed(&self) -> bool {
        self.0.load(Relaxed)
    }
}

/// Checks that the database can be read and written, and has this program's schema.
pub async fn probe(store: &Store) -> Result<(), Unready> {
    let fail = |unready: Unready| {
        move |error: sqlx::Error| {
            tracing::error!(%error, "the database failed");
            unready.or_too_few_connections(store)
        }
    };
    let mut reading = store.read().await.map_err(fail(Unready::Unreadable))?;
    let faults = match store.engine() {
        Engine::Sqlite => migrations::examine(&mut reading, &MIGRATIONS).await,
        Engine::Postgres => find_faults(&mut reading).await,
    };
    let faults = faults.map_err(fail(Unready::Unreadable))?;
    if !faults.is_empty() {
        return Err(Unready::Outdated);
    }
    if let Database::Postgres(database) = &store.database
        && database.limit().examine(&mut reading).await.map_err(fail(Unready::Unreadable))?
    {
        return Err(Unready::TooFewConnections);
    }
    drop(reading);
    // A write would wait for those of other nodes. Readers of PostgreSQL are connected to the primary in any case.
    if store.is_shared() && !store.standing.has_failed() {
        return Ok(());
    }
    // Changes nothing, but detects a locked or read-only file.
    let mut writing = store.write().await.map_err(fail(Unready::Unwritable))?;
    if !store.standing.has_failed() {
        return writing.rollback().await.map_err(fail(Unready::Unwritable));
    }
    // The last commit failed: test whether commits work again by setting a number that nobody reads.
    let written = match store.engine() {
        Engine::Sqlite => writing.run("PRAGMA user_version = 0").await,
        // Beginning to write has raised the version.
        Engine::Postgres => Ok(()),
    };
    written.map_err(fail(Unready::Unwritable))?;
    writing.commit().await.map_err(fail(Unready::Unwritable))
}

/// Returns the size of the database, in bytes: of the file and its log, or what PostgreSQL counts.
pub async fn measure(store: &Store, connection: &mut Connection) -> sqlx::Result<u64> {
    match store.engine() {
        Engine::Sqlite => {
            let files = [store.file().to_owned(), beside(store.file(), "-wal")];
            Ok(files.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|found| found.len()).sum())
        }
        Engine::Postgres => {
            let sql = "SELECT pg_database_size(current_database())";
            let size: i64 = sql::query_scalar(sql).fetch_one(connection).await?;
            Ok(size.unsigned_abs())
        }
    }
}

/// Returns the name and version of the database's engine, such as "PostgreSQL 15.18".
pub async fn describe_engine(connection: &mut Connection) -> sqlx::Result<String> {
    let sql = each! {
        sqlite: "SELECT 'SQLite ' || sqlite_version()",
        postgres: "SELECT 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1)",
    };
    sql::query_scalar(sql).fetch_one(connection).await
}

/// Returns whether this is a database of Longan.
pub async fn is_site(connection: &mut Connection) -> sqlx::Result<bool> {
    for table in ["_sqlx_migrations", "posts", "settings"] {
        if !connection.has_table(table).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Counts posts and pages, comments, and terms.
pub async fn count(connection: &mut Connection) -> sqlx::Result<(i64, i64, i64)> {
    sql::query_as("SELECT (SELECT COUNT(*) FROM posts), (SELECT COUNT(*) FROM comments), (SELECT COUNT(*) FROM terms)")
        .fetch_one(connection)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_new_database_is_sound_and_a_dangling_row_is_found() {
        let (store, _folder) = testing::open_file().await;
        let mut reading = store.read().await.unwrap();
        assert!(examine(&mut reading).await.unwrap().is_empty());
        assert_eq!(count(&mut reading).await.unwrap(), (0, 0, 0));
        assert!(migrations::examine(&mut reading, &MIGRATIONS).await.unwrap().is_empty());
        let mut writing = store.write().await.unwrap();
        sql::query("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1")
            .execute(&mut writing)
            .await
            .unwrap();
        assert_eq!(
            migrations::examine(&mut writing, &MIGRATIONS).await.unwrap(),
            [migrations::MigrationFault::Different(1)]
        );
        sql::query("PRAGMA defer_foreign_keys = ON").execute(&mut writing).await.unwrap();
        sql::query("INSERT INTO post_terms (post_id, term_id) VALUES (7, 7)").execute(&mut writing).await.unwrap();
        assert_eq!(examine(&mut writing).await.unwrap().len(), 2);
    }
}
