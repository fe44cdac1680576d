//! Connections: how they are set up, and one that only looks.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};

use super::database_error;
use super::database_files::beside;
use crate::config::Durability;

/// How long a write waits for another process's, such as an import's.
pub(super) const BUSY: Duration = Duration::from_secs(10);

/// A database cannot be opened, or does not answer.
#[derive(Debug, thiserror::Error)]
#[error("the database {} cannot be opened: {error}{}", file.display(), database_error::hint(error))]
pub struct UnusableDatabase {
    pub file: PathBuf,
    pub error: sqlx::Error,
}

impl UnusableDatabase {
    /// The same error, of this file.
    pub(super) fn of(file: &Path) -> impl Fn(sqlx::Error) -> UnusableDatabase + Copy {
        move |error| UnusableDatabase { file: file.to_owned(), error }
    }
}

/// What every connection has.
pub fn options(file: &Path, durability: Durability) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(match durability {
            Durability::Normal => SqliteSynchronous::Normal,
            Durability::Full => SqliteSynchronous::Full,
        })
        .foreign_keys(true)
        // What is deleted is overwritten, and not only forgotten; that costs too little to be measured.
        .pragma("secure_delete", "ON")
        // A database may come from elsewhere: what its schema calls may have no effects (SQLite, "Defense Against The
        // Dark Arts").
        .pragma("trusted_schema", "OFF")
        .busy_timeout(BUSY)
}

/// What the connection that writes has of its own.
pub fn writing(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // An import writes to the same pages of the indexes again and again: kept in memory (16 MiB), they are not read
    // anew from the log each time. A connection that has little to do needs less. More would not be faster, and SQLite
    // sorts in as much again.
    let options = options.pragma("cache_size", "-16384");
    // The log moves into the file every 16 MiB: with 4, one in a hundred comments would have to wait for that. After an
    // import it is as large as what came in, and gives all but 64 MiB back.
    options.pragma("wal_autocheckpoint", "4096").pragma("journal_size_limit", "67108864")
}

/// What connections that read have of their own.
pub fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    // A mebibyte each, and not two: pages of the file are in the system's memory anyway.
    options.read_only(true).pragma("cache_size", "-1024")
}

/// A connection that can only look: the file is neither made nor migrated nor changed.
pub async fn inspect(file: &Path) -> Result<SqliteConnection, UnusableDatabase> {
    // Without a log nobody is writing; then not even the log's files are made to look.
    let log = beside(file, "-wal");
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(!log.exists());
    // A file from elsewhere may be made to mislead: as SQLite advises ("Defense Against The Dark Arts").
    let options = options.pragma("trusted_schema", "OFF").pragma("cell_size_check", "ON");
    options.busy_timeout(BUSY).connect().await.map_err(UnusableDatabase::of(file))
}
