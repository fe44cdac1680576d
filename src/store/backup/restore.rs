use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteConnectOptions;

use super::BackupError;
use super::file_system::{resolve, sync_folder, take_after};
use super::unnamed_copy::{CopyContent, Existing, UnnamedCopy};
use crate::clock::now;
use crate::store::sql::{self, Connection};
use crate::store::sqlite::connection::{UnusableDatabase, inspect};
use crate::store::sqlite::database_files::{CopyKind, SIDE_FILES, beside, folder, free_name};
use crate::store::sqlite::lock::Lock;
use crate::store::sqlite::migrations::{self, MIGRATIONS, MigrationFault};
use crate::store::sqlite::schema;
use crate::store::{health, sequences};

/// Result codes from sqlite3.h.
const BUSY: u32 = 5;
const NOT_A_DATABASE: u32 = 26;

/// The result of a restore.
#[derive(Clone, Debug)]
pub struct Restored {
    pub content: CopyContent,
    /// The path of the old database, or `None` if there was none.
    pub kept: Option<PathBuf>,
    /// Whether the next start has to migrate it.
    pub is_older: bool,
}

/// Replaces a database that is not in use with a backup. The backup is checked and copied before anything is changed;
/// the file is then replaced atomically, and the old database is kept beside it.
pub async fn restore(backup: &Path, database: &Path) -> Result<Restored, BackupError> {
    let database = resolve(database)?;
    refuse_itself(backup, &database)?;
    let (draft, is_older) = examine(backup, &database).await?;
    let content = draft.content;
    let failed = |error| BackupError::Write { path: database.clone(), error };
    let _lock = Lock::own(&database, Duration::ZERO)
        .await
        .map_err(failed)?
        .ok_or_else(|| BackupError::InUse(database.clone()))?;
    if database.exists()
        && let Err(error) = carry_sequences(&database, draft.path()).await
    {
        // A broken database must not prevent a restore.
        tracing::warn!(%error, "ids of the old database may be given again: it cannot be read");
    }
    let kept = replace(draft, &database).await?;
    Ok(Restored { content, kept, is_older })
}

/// Refuses to restore a SQLite database from itself. `database` is resolved.
pub(super) fn refuse_itself(backup: &Path, database: &Path) -> Result<(), BackupError> {
    match backup.exists() && resolve(backup)? == *database {
        true => Err(BackupError::Itself(backup.to_owned())),
        false => Ok(()),
    }
}

/// Checks a backup file and copies it beside the database, without its sessions. Also returns whether it needs
/// migrations.
pub async fn examine(backup: &Path, database: &Path) -> Result<(UnnamedCopy, bool), BackupError> {
    if !backup.is_file() {
        return Err(BackupError::NoBackup(backup.to_owned()));
    }
    // Opened read-only: a backup is never changed.
    let mut source =
        inspect(backup).await.map_err(|UnusableDatabase { file: path, error }| BackupError::Read { path, error })?;
    let checked = check(&mut source, backup).await;
    let made = match checked {
        Ok(is_older) => UnnamedCopy::make(&mut source, folder(database)).await.map(|draft| (draft, is_older)),
        Err(error) => Err(error),
    };
    let _ = source.close().await;
    let (draft, is_older) = made?;
    end_sessions(draft.path()).await?;
    Ok((draft, is_older))
}

/// Raises the copy's ID sequences to those of the database: links to rows made after the backup must not lead to rows
/// made after the restore.
async fn carry_sequences(database: &Path, copy: &Path) -> sqlx::Result<()> {
    let mut source =
        Connection::open(&SqliteConnectOptions::new().filename(database).pragma("trusted_schema", "OFF")).await?;
    let given = sequences::read(&mut source).await;
    source.close().await?;
    raise_sequences(copy, &given?).await
}

/// Raises a copy's ID sequences to `given`, and above all its own IDs.
pub(super) async fn raise_sequences(copy: &Path, given: &[sequences::Sequence]) -> sqlx::Result<()> {
    let mut copy =
        Connection::open(&SqliteConnectOptions::new().filename(copy).pragma("trusted_schema", "OFF")).await?;
    let raised = async {
        sequences::catch_up(&mut copy).await?;
        sequences::raise(&mut copy, given).await
    };
    let raised = raised.await;
    copy.close().await?;
    raised
}

/// Deletes all sessions and invalidates all signed tokens of a copy: a session ended, or a link used, since the backup
/// must not become valid again. Also forgets which objects of the storage were to be deleted.
async fn end_sessions(copy: &Path) -> Result<(), BackupError> {
    let ended = async {
        let mut connection = Connection::open(&SqliteConnectOptions::new().filename(copy)).await?;
        // Databases of the oldest versions have no such table.
        if connection.has_table("sessions").await? {
            sql::query("DELETE FROM sessions").execute(&mut connection).await?;
        }
        if schema::has_column(&mut connection, "users", "credentials_version").await? {
            // The current time in milliseconds exceeds any count of changes since the backup.
            sql::query("UPDATE users SET credentials_version = MAX(credentials_version + 1, $1)")
                .bind(now())
                .execute(&mut connection)
                .await?;
        }
        // An object in this list may have got a row since the backup, which the replaced database still has.
        if connection.has_table("stored_deletions").await? {
            sql::query("DELETE FROM stored_deletions").execute(&mut connection).await?;
        }
        connection.close().await
    };
    ended.await.map_err(|error: sqlx::Error| BackupError::UnsoundCopy(error.to_string()))
}

/// Returns whether the backup needs migrations, or an error if it is unusable.
async fn check(source: &mut Connection, backup: &Path) -> Result<bool, BackupError> {
    let unsound = |faults: String| BackupError::Unsound { path: backup.to_owned(), faults };
    let unreadable = |error: sqlx::Error| match has_code(&error, NOT_A_DATABASE) {
        true => BackupError::Foreign(backup.to_owned()),
        false => unsound(error.to_string()),
    };
    if !health::is_site(source).await.map_err(unreadable)? {
        return Err(BackupError::Foreign(backup.to_owned()));
    }
    let migrations = migrations::examine(source, &MIGRATIONS).await.map_err(unreadable)?;
    if migrations.iter().any(|fault| matches!(fault, MigrationFault::Newer(_))) {
        return Err(BackupError::Newer(backup.to_owned()));
    }
    let (pending, faults): (Vec<_>, Vec<_>) =
        migrations.into_iter().partition(|fault| matches!(fault, MigrationFault::Pending(_)));
    let mut faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if faults.is_empty() {
        // Before any of its SQL can run, as the row check may do.
        faults.extend(schema::examine(source, &MIGRATIONS).await.map_err(unreadable)?);
    }
    if faults.is_empty() {
        faults.extend(health::examine(source).await.map_err(unreadable)?);
    }
    match faults.is_empty() {
        true => Ok(!pending.is_empty()),
        false => Err(unsound(faults.join("; "))),
    }
}

/// Replaces a database that we hold the lock on, and returns the path of the old one.
pub(super) async fn replace(draft: UnnamedCopy, database: &Path) -> Result<Option<PathBuf>, BackupError> {
    let failed = |error| BackupError::Write { path: database.to_owned(), error };
    let name = free_name(database, CopyKind::Replaced);
    let exists = database.exists();
    if exists {
        fold_log(database).await?;
        take_after(draft.path(), database).map_err(failed)?;
        // A second name for the same file, so that a database exists at every moment.
        fs::hard_link(database, &name).map_err(failed)?;
    }
    // A WAL that could not be moved into the file belongs to the old file; beside the new one it would corrupt it.
    for ending in SIDE_FILES {
        match fs::rename(beside(database, ending), beside(&name, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
    }
    draft.keep_as(database, Existing::Replace)?;
    sync_folder(database)?;
    Ok(exists.then_some(name))
}

/// Moves the WAL into the file. SQLite leaves WAL mode only if no other connection of any program is open, so this also
/// detects programs that ignore our lock.
pub(super) async fn fold_log(database: &Path) -> Result<(), BackupError> {
    let options = SqliteConnectOptions::new().filename(database).busy_timeout(Duration::ZERO);
    let folded = async {
        let mut connection = Connection::open(&options).await?;
        let folded = sql::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await;
        connection.close().await?;
        folded
    };
    match folded.await {
        Ok(_) => Ok(()),
        Err(error) if has_code(&error, BUSY) => Err(BackupError::InUse(database.to_owned())),
        Err(error) => {
            // A broken database must not prevent a restore.
            tracing::warn!(%error, "the old database cannot be read; it is taken as it is");
            Ok(())
        }
    }
}

/// Returns whether an error has a primary result code, which is the lowest byte of the extended code.
fn has_code(error: &sqlx::Error, code: u32) -> bool {
    let found = error.as_database_error().and_then(DatabaseError::code);
    found.and_then(|found| found.parse::<u32>().ok()).is_some_and(|found| found & 0xff == code)
}
