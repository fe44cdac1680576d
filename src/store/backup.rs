//! Copies of the database: backups, restoring them, and snapshots before migrations.

mod file_system;
mod live_database;
mod postgres_copy;
mod restore;
mod snapshot;
mod unnamed_copy;

#[cfg(test)]
mod tests;

pub use live_database::LiveDatabase;
pub use restore::{Restored, examine, restore};
pub use snapshot::Snapshot;
pub use unnamed_copy::{CopyContent, Existing, UnnamedCopy, back_up, remember};

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;

use super::Store;
use super::sql::Connection;
use super::sqlite::connection::BUSY;

/// The number of rows of each table.
type RowCounts = BTreeMap<String, i64>;

/// Why a backup or restore failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("there is no database {}", .0.display())]
    NoDatabase(PathBuf),
    #[error("there is no file {}", .0.display())]
    NoBackup(PathBuf),
    #[error("{} is there already; `--force` writes over it", .0.display())]
    Exists(PathBuf),
    #[error("{} belongs to the database itself; please name another file", .0.display())]
    Itself(PathBuf),
    #[error("cannot write {}: {error}", path.display())]
    Write { path: PathBuf, error: io::Error },
    #[error("cannot write to {}: the disk is full", .0.display())]
    Full(PathBuf),
    #[error("cannot read {}: {error}", path.display())]
    Read { path: PathBuf, error: sqlx::Error },
    #[error("the copy is not sound and was not kept: {0}")]
    UnsoundCopy(String),
    #[error("{} is not sound: {faults}", path.display())]
    Unsound { path: PathBuf, faults: String },
    #[error("{} is not a database of Longan", .0.display())]
    Foreign(PathBuf),
    #[error("{} was written by a newer Longan; please use the newer program", .0.display())]
    Newer(PathBuf),
    #[error("the site could not be replaced: {0}")]
    Replace(String),
    #[error("another program is using the database {}; please stop it first", .0.display())]
    InUse(PathBuf),
}

/// Backs up the database of a site that may be served, to a file.
pub async fn back_up_store(store: &Store, target: &Path, existing: Existing) -> Result<CopyContent, BackupError> {
    let content = copy_store(store, target, existing).await?;
    let failed = |error| BackupError::Read { path: target.to_owned(), error };
    let mut writing = store.write().await.map_err(failed)?;
    remember(&mut writing).await;
    writing.commit().await.map_err(failed)?;
    Ok(content)
}

/// Copies the database of a site that may be served, to a file that is no backup: its time is not noted.
pub async fn copy_store(store: &Store, target: &Path, existing: Existing) -> Result<CopyContent, BackupError> {
    LiveDatabase::of(store).await?.back_up(target, existing).await
}

/// Restores a backup file into the database of a site that may be served. Nothing is kept of one that `store` has just
/// created.
pub async fn restore_store(store: &Store, backup: &Path) -> Result<Restored, BackupError> {
    let database = LiveDatabase::of(store).await?;
    if store.is_new {
        let content = database.restore_into_new(backup).await?;
        return Ok(Restored { content, kept: None, is_older: false });
    }
    let (kept, content) = database.restore(backup).await?;
    Ok(Restored { content, kept: Some(kept.path), is_older: false })
}

/// Opens a database as the source of a copy, without creating or migrating it. Other processes may keep using it.
pub async fn open_source(database: &Path) -> Result<Connection, BackupError> {
    // Not read-only: the last connection to close moves the WAL into the file, which a read-only one cannot.
    let options = SqliteConnectOptions::new().filename(database).busy_timeout(BUSY);
    let options = options.pragma("trusted_schema", "OFF");
    Connection::open(&options).await.map_err(|error| BackupError::Read { path: database.to_owned(), error })
}
