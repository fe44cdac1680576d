use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use tokio::sync::{Mutex, MutexGuard};

use super::file_system::resolve;
use super::restore::{examine, raise_sequences, refuse_itself};
use super::unnamed_copy::{CopyContent, Existing, UnnamedCopy};
use super::{BackupError, postgres_copy};
use crate::config::Durability;
use crate::store::change_tracking::StoreChange;
use crate::store::sql::{Engine, ReadConnection};
use crate::store::sqlite::connection::BUSY;
use crate::store::sqlite::database_files::{CopyKind, DatabaseCopy, folder, free_name, list_copies};
use crate::store::sqlite::migrations::{self, MIGRATIONS};
use crate::store::{Database, Store, sequences};

/// Only one backup or restore at a time: each needs as much disk space as the site.
static BACKUP_LOCK: Mutex<()> = Mutex::const_new(());

/// The database of a running site, locked for a backup or restore.
#[derive(Debug)]
pub struct LiveDatabase<'a> {
    store: &'a Store,
    database: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

impl<'a> LiveDatabase<'a> {
    /// Waits until no other backup or restore is running.
    pub async fn of(store: &'a Store) -> Result<LiveDatabase<'a>, BackupError> {
        Ok(LiveDatabase { store, database: resolve(store.file())?, _turn: BACKUP_LOCK.lock().await })
    }

    /// Copies the current database.
    pub async fn draft(&self) -> Result<UnnamedCopy, BackupError> {
        let mut reading = self.begin_read().await?;
        UnnamedCopy::make(&mut reading, folder(&self.database)).await
    }

    /// Restores a backup while the site is being served.
    ///
    /// The backup is checked, copied and migrated first. Then its pages replace all others in one transaction, so that
    /// readers see the old site until they see the new one. The old database is kept beside it, under the name that is
    /// returned.
    pub async fn restore(&self, backup: &Path) -> Result<(DatabaseCopy, CopyContent), BackupError> {
        let draft = self.prepare(backup).await?;
        let content = draft.content;
        let name = free_name(&self.database, CopyKind::Replaced);
        self.draft().await?.keep_as(&name, Existing::Refuse)?;
        if let Err(error) = self.replace(draft).await {
            // Nothing has changed, so the copy of the old database is not needed.
            let _ = std::fs::remove_file(&name);
            return Err(error);
        }
        let found =
            list_copies(&self.database).unwrap_or_default().into_iter().find(|neighbour| neighbour.path == name);
        Ok((found.ok_or_else(|| BackupError::NoBackup(name))?, content))
    }

    /// Restores a backup into a database that has just been created, of which nothing has to be kept.
    pub async fn restore_into_new(&self, backup: &Path) -> Result<CopyContent, BackupError> {
        let draft = self.prepare(backup).await?;
        let content = draft.content;
        self.replace(draft).await.map(|()| content)
    }

    /// Checks a backup, copies it, and migrates the copy.
    async fn prepare(&self, backup: &Path) -> Result<UnnamedCopy, BackupError> {
        // With PostgreSQL, the file is none of the site: only copies are named after it.
        if self.store.engine() == Engine::Sqlite {
            refuse_itself(backup, &self.database)?;
        }
        let (draft, is_older) = examine(backup, &self.database).await?;
        if is_older {
            // Our own copy needs no lock and no snapshot. A failure here has changed nothing.
            let path = draft.path();
            let unsound = |faults: String| BackupError::Unsound { path: backup.to_owned(), faults };
            let migrated = migrations::run(path, Durability::Full, &MIGRATIONS).await;
            migrated.map_err(|error| unsound(error.to_string()))?.map_err(|error| unsound(error.to_string()))?;
        }
        Ok(draft)
    }

    /// Backs the site up to a file.
    pub async fn back_up(&self, target: &Path, existing: Existing) -> Result<CopyContent, BackupError> {
        if existing == Existing::Refuse && target.exists() {
            return Err(BackupError::Exists(target.to_owned()));
        }
        let mut reading = self.begin_read().await?;
        UnnamedCopy::make(&mut reading, folder(&resolve(target)?)).await?.keep_as(target, existing)
    }

    async fn begin_read(&self) -> Result<ReadConnection, BackupError> {
        let reading = match self.store.engine() {
            Engine::Sqlite => self.store.read().await,
            // Table by table, so they have to be of one moment.
            Engine::Postgres => self.store.begin_read().await,
        };
        reading.map_err(|error| self.unreadable(error))
    }

    /// Replaces the site's pages with those of a copy.
    async fn replace(&self, draft: UnnamedCopy) -> Result<(), BackupError> {
        let failed = |error: &dyn std::fmt::Display| BackupError::Replace(error.to_string());
        // Writers of this process wait for this connection rather than for SQLite's lock, whose timeout is shorter.
        let database = match &self.store.database {
            Database::Sqlite(database) => database,
            Database::Postgres(_) => return self.fill(draft).await,
        };
        let mut line = database.hold_writer().await.map_err(|error| self.unreadable(error))?;
        let given = sequences::read(&mut line).await.map_err(|error| self.unreadable(error))?;
        raise_sequences(draft.path(), &given).await.map_err(|error| failed(&error))?;
        let database = self.database.clone();
        let copied = tokio::task::spawn_blocking(move || replace_pages(draft.path(), &database));
        let copied = copied.await.map_err(|_| BackupError::InUse(self.database.clone()))?;
        copied.map_err(|error| failed(&error))?;
        // The pages were replaced on another connection, so no change was reported.
        self.store.changes.tell(&[StoreChange::Everything]);
        Ok(())
    }

    /// Replaces all rows of a PostgreSQL database with those of a copy, in one transaction.
    async fn fill(&self, draft: UnnamedCopy) -> Result<(), BackupError> {
        let failed = |error: &dyn std::fmt::Display| BackupError::Replace(error.to_string());
        let mut writing = self.store.write().await.map_err(|error| self.unreadable(error))?;
        let given = sequences::read(&mut writing).await.map_err(|error| self.unreadable(error))?;
        raise_sequences(draft.path(), &given).await.map_err(|error| failed(&error))?;
        postgres_copy::copy_in(draft.path(), &mut writing).await.map_err(|error| failed(&error))?;
        writing.commit_unindexed().await.map_err(|error| failed(&error))
    }

    fn unreadable(&self, error: sqlx::Error) -> BackupError {
        BackupError::Read { path: self.database.clone(), error }
    }
}

/// Copies with SQLite's backup API: one step is one transaction on the target, in its WAL.
fn replace_pages(draft: &Path, database: &Path) -> rusqlite::Result<()> {
    let source = rusqlite::Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut target = rusqlite::Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    target.busy_timeout(BUSY)?;
    for connection in [&source, &target] {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    }
    for _ in 0..3 {
        let backup = Backup::new(&source, &mut target)?;
        match backup.step(-1)? {
            StepResult::Done => {
                drop(backup);
                // The WAL is now as large as the site.
                let _ = target.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
                return Ok(());
            }
            _ => std::thread::sleep(Duration::from_millis(200)),
        }
    }
    Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None))
}
