use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::Connection;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::SqlitePoolOptions;

use super::Store;
use super::backup::{BackupError, Snapshot};
use super::change_tracking::{self, ChangeListener};
use super::connection::{BUSY, UnusableDatabase, inspect, options, reading, writing};
use super::file_permission::{protect, require_writable};
use super::group_commit::WriteQueue;
use super::health::WriteHealth;
use super::lock::Lock;
use super::migrations::{self, MIGRATIONS, MigrationFault};
use super::search;
use crate::config::Durability;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(
        "the database {} was written by a newer Longan (schema {found}; this one knows {known}). \
         It has been left as it is; please use the newer program",
        file.display()
    )]
    Newer { file: PathBuf, found: i64, known: i64 },
    #[error(transparent)]
    Unusable(#[from] UnusableDatabase),
    #[error("the database {} may be read, but not written: {error}", file.display())]
    ReadOnly { file: PathBuf, error: io::Error },
    #[error("the database {} cannot be used: {fault}", file.display())]
    Faulty { file: PathBuf, fault: MigrationFault },
    #[error("the database {} cannot be locked: {error}", file.display())]
    Lock { file: PathBuf, error: io::Error },
    #[error("the database {} is in use by another Longan and must be let go of first; please stop that one", file.display())]
    InUse { file: PathBuf },
    #[error("the database {} is older and cannot be copied before it is brought up to date: {error}", file.display())]
    Snapshot { file: PathBuf, error: BackupError },
    #[error("the database {} cannot be brought up to date: {error}. {outcome}", file.display())]
    Migration { file: PathBuf, error: MigrateError, outcome: MigrationOutcome },
}

/// What became of a database that could not be migrated.
#[derive(Debug, thiserror::Error)]
pub enum MigrationOutcome {
    #[error("It is new and holds nothing yet")]
    New,
    #[error("It is as it was before")]
    PutBack,
    #[error("It could not be put back ({error}); {} is as it was before", snapshot.display())]
    Left { snapshot: PathBuf, error: Box<BackupError> },
}

impl Store {
    /// Opens the database, creating and migrating it as needed. One that is migrated is copied before, and put back
    /// if that fails.
    pub async fn open(file: &Path, durability: Durability) -> Result<Store, OpenError> {
        open_with(file, durability, &MIGRATIONS, BUSY).await
    }
}

/// `patience` is for those who use the file already.
async fn open_with(
    file: &Path,
    durability: Durability,
    migrations: &Migrator,
    patience: Duration,
) -> Result<Store, OpenError> {
    require_writable(file).map_err(|error| OpenError::ReadOnly { file: file.to_owned(), error })?;
    protect(file);
    let lock = taken(file, Lock::share(file, patience).await)?;
    if !is_new(file) && find_pending(file, migrations).await?.is_none() {
        return connect(file, durability, false, lock).await;
    }
    // The schema changes for all who use it. While we wait to be alone, another may do our work.
    drop(lock);
    let lock = taken(file, Lock::own(file, patience).await)?;
    let is_new = is_new(file);
    match if is_new { None } else { find_pending(file, migrations).await? } {
        Some(version) => migrate_safely(file, durability, migrations, version).await?,
        None => migrations::run(file, durability, migrations).await?.map_err(|error| {
            let file = file.to_owned();
            OpenError::Migration { file, error, outcome: MigrationOutcome::New }
        })?,
    }
    lock.admit_others().map_err(|error| OpenError::Lock { file: file.to_owned(), error })?;
    connect(file, durability, is_new, lock).await
}

fn taken(file: &Path, lock: io::Result<Option<Lock>>) -> Result<Lock, OpenError> {
    match lock {
        Ok(Some(lock)) => Ok(lock),
        Ok(None) => Err(OpenError::InUse { file: file.to_owned() }),
        Err(error) => Err(OpenError::Lock { file: file.to_owned(), error }),
    }
}

/// An empty file is a new database too: SQLite itself makes such a one when it is opened and left.
fn is_new(file: &Path) -> bool {
    std::fs::metadata(file).map(|found| found.len() == 0).unwrap_or(true)
}

/// The first migration that has to run, found without touching the file.
async fn find_pending(file: &Path, migrations: &Migrator) -> Result<Option<i64>, OpenError> {
    let unusable = UnusableDatabase::of(file);
    let mut connection = inspect(file).await?;
    let faults = migrations::examine(&mut connection, migrations).await.map_err(unusable)?;
    connection.close().await.map_err(unusable)?;
    let newest = faults.iter().rev().find_map(|fault| match fault {
        MigrationFault::Newer(version) => Some(*version),
        _ => None,
    });
    if let Some(found) = newest {
        let known = migrations.iter().map(|migration| migration.version).max().unwrap_or(0);
        return Err(OpenError::Newer { file: file.to_owned(), found, known });
    }
    let mut pending = None;
    for fault in faults {
        match fault {
            MigrationFault::Pending(version) => pending = pending.or(Some(version)),
            fault => return Err(OpenError::Faulty { file: file.to_owned(), fault }),
        }
    }
    Ok(pending)
}

/// Migrates a database that is ours alone. When it fails, the file is as it was.
async fn migrate_safely(
    file: &Path,
    durability: Durability,
    migrations: &Migrator,
    version: i64,
) -> Result<(), OpenError> {
    let snapshot = Snapshot::make(file, version).await;
    let snapshot = snapshot.map_err(|error| OpenError::Snapshot { file: file.to_owned(), error })?;
    tracing::info!("the database is brought up to date; {} is as it was before", snapshot.path.display());
    let Err(error) = migrations::run(file, durability, migrations).await? else {
        snapshot.keep_last_few();
        return Ok(());
    };
    let path = snapshot.path.clone();
    let outcome = match snapshot.put_back().await {
        Ok(()) => MigrationOutcome::PutBack,
        Err(error) => MigrationOutcome::Left { snapshot: path, error: Box::new(error) },
    };
    Err(OpenError::Migration { file: file.to_owned(), error, outcome })
}

async fn connect(file: &Path, durability: Durability, is_new: bool, lock: Lock) -> Result<Store, OpenError> {
    let unusable = UnusableDatabase::of(file);
    let options = options(file, durability);
    // One connection writes. If it breaks, the next one gets the triggers, too. It is not asked whether it is well before
    // each use: there is no network between.
    let writer =
        SqlitePoolOptions::new().max_connections(1).acquire_timeout(BUSY).idle_timeout(None).max_lifetime(None);
    let writer = writer.test_before_acquire(false);
    let writer = writer.after_connect(|connection, _| {
        Box::pin(async move {
            change_tracking::watch(connection).await?;
            search::watch(connection).await
        })
    });
    let writer = writer.connect_with(writing(options.clone())).await.map_err(unusable)?;
    let readers = SqlitePoolOptions::new().max_connections(8).acquire_timeout(BUSY).test_before_acquire(false);
    let readers = readers.connect_with(reading(options)).await.map_err(unusable)?;
    let (write_queue, standing, changes) = (WriteQueue::default(), WriteHealth::default(), ChangeListener::default());
    Ok(Store { readers, writer, write_queue, standing, file: file.into(), changes, is_new, _lock: Arc::new(lock) })
}

#[cfg(test)]
mod tests;
