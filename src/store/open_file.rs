use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::SqlitePoolOptions;

use super::sqlite::SqliteDatabase;
use super::sqlite::connection::{BUSY, UnusableDatabase, inspect, options, reading, writing};
use super::sqlite::database_files::beside;
use super::sqlite::file_permission::{protect, require_writable};
use super::sqlite::lock::Lock;
use super::sqlite::migrations::{self, MIGRATIONS, MigrationFault};
use crate::config::Durability;
use crate::store::backup::{BackupError, Snapshot};
use crate::store::change_tracking::{self, ChangeListener};
use crate::store::search;
use crate::store::{Database, PostgresOpenError, Store};

/// Why a database cannot be opened.
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
    #[error("`database.replicas` names replicas of a PostgreSQL database, but `database.url` names none")]
    ReplicasOnly,
    #[error(transparent)]
    Postgres(#[from] PostgresOpenError),
}

/// The state of a database after a failed migration.
#[derive(Debug, thiserror::Error)]
pub enum MigrationOutcome {
    #[error("It was new, and is made anew the next time")]
    New,
    #[error("It is as it was before")]
    PutBack,
    #[error("It could not be put back ({error}); {} is as it was before", snapshot.display())]
    Left { snapshot: PathBuf, error: Box<BackupError> },
}

impl Store {
    /// Opens the database, and creates or migrates it as needed. Before a migration it is copied, and restored from the
    /// copy if the migration fails.
    pub async fn open(file: &Path, durability: Durability) -> Result<Store, OpenError> {
        open_with(file, durability, &MIGRATIONS, BUSY).await
    }

    /// Opens a copy of a database file that nobody keeps.
    pub async fn open_copy(file: &Path) -> Result<Store, OpenError> {
        Store::open(file, Durability::Normal).await
    }
}

/// `patience` is how long to wait for other processes that use the file.
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
    // A migration needs exclusive use. While we wait for it, another process may do the migration.
    drop(lock);
    let lock = taken(file, Lock::own(file, patience).await)?;
    let is_new = is_new(file);
    match if is_new { None } else { find_pending(file, migrations).await? } {
        Some(version) => migrate_safely(file, durability, migrations, version).await?,
        None => migrations::run(file, durability, migrations).await?.map_err(|error| {
            remove_new(file);
            OpenError::Migration { file: file.to_owned(), error, outcome: MigrationOutcome::New }
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

/// Returns whether the database does not exist or is an empty file, which SQLite leaves when it is opened and closed.
fn is_new(file: &Path) -> bool {
    std::fs::metadata(file).map_or(true, |found| found.len() == 0)
}

/// Removes a database that is half made: it would not be new the next time.
fn remove_new(file: &Path) {
    for file in [file.to_owned(), beside(file, "-wal"), beside(file, "-shm")] {
        if file.exists()
            && let Err(error) = std::fs::remove_file(&file)
        {
            tracing::warn!(%error, "{} could not be removed", file.display());
        }
    }
}

/// Returns the first pending migration, without touching the file.
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

/// Migrates a database that we hold exclusively. On failure, it is restored.
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
    // One write connection. If it breaks, its replacement gets the triggers too. It is not tested before each use,
    // since there is no network in between.
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
    let database = SqliteDatabase { readers, writer, file: file.into(), _lock: Arc::new(lock) };
    Ok(Store::new(Database::Sqlite(database), ChangeListener::default(), is_new))
}

#[cfg(test)]
mod tests;
