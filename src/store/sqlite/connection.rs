//! Connection options, and a read-only connection for inspection.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::database_files::beside;
use crate::config::Durability;
use crate::store::database_error;
use crate::store::sql::Connection;

/// How long a write waits for another process's, such as an import's.
pub(in crate::store) const BUSY: Duration = Duration::from_secs(10);

/// A database cannot be opened, or a query on it failed.
#[derive(Debug, thiserror::Error)]
#[error("the database {} cannot be opened: {error}{}", file.display(), database_error::hint(error))]
pub struct UnusableDatabase {
    pub file: PathBuf,
    pub error: sqlx::Error,
}

impl UnusableDatabase {
    /// Returns a function that wraps an error with the file's path.
    pub(in crate::store) fn of(file: &Path) -> impl Fn(sqlx::Error) -> UnusableDatabase + Copy {
        move |error| UnusableDatabase { file: file.to_owned(), error }
    }
}

/// Returns the options common to all connections.
pub fn options(file: &Path, durability: Durability) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(match durability {
            Durability::Normal => SqliteSynchronous::Normal,
            Durability::Full => SqliteSynchronous::Full,
        })
        .foreign_keys(true)
        // Overwrites deleted content with zeros. The cost is too small to measure.
        .pragma("secure_delete", "ON")
        // The database may come from elsewhere: functions with side effects must not run from its schema (SQLite,
        // "Defense Against The Dark Arts").
        .pragma("trusted_schema", "OFF")
        .busy_timeout(BUSY)
}

/// Adds the options of the write connection.
pub fn writing(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // A 16 MiB cache: an import writes to the same index pages again and again, which would otherwise be reread from
    // the WAL. A connection with little to do uses less. More would not be faster, and SQLite sorts in as much memory
    // again.
    let options = options.pragma("cache_size", "-16384");
    // The WAL is moved into the file every 16 MiB: at 4 MiB, one in a hundred comments would have to wait for it. After
    // an import it is as large as the imported data, and is then truncated to 64 MiB.
    options.pragma("wal_autocheckpoint", "4096").pragma("journal_size_limit", "67108864")
}

/// Adds the options of the read connections.
pub fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // 1 MiB each instead of SQLite's 2: pages of the file are in the page cache of the OS anyway.
    options.read_only(true).pragma("cache_size", "-1024")
}

/// Opens a read-only connection: the file is not created, migrated or changed.
pub async fn inspect(file: &Path) -> Result<Connection, UnusableDatabase> {
    // Without a WAL nobody is writing; `immutable` then avoids creating the WAL files just for reading.
    let log = beside(file, "-wal");
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(!log.exists());
    // The file may be malicious; settings as SQLite advises ("Defense Against The Dark Arts").
    let options = options.pragma("trusted_schema", "OFF").pragma("cell_size_check", "ON");
    Connection::open(&options.busy_timeout(BUSY)).await.map_err(UnusableDatabase::of(file))
}
