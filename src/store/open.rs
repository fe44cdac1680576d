use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::Store;
use super::change::{Changes, watch};
use crate::config::Durability;

/// The schema's history, embedded.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a write waits for another process's, such as an import's.
const BUSY: Duration = Duration::from_secs(10);

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(
        "the database {} was written by a newer Longan (schema {found}; this one knows {known}). \
         It has been left as it is; please use the newer program",
        file.display()
    )]
    Newer { file: PathBuf, found: i64, known: i64 },
    #[error("the database {} cannot be opened: {error}", file.display())]
    Unusable { file: PathBuf, error: sqlx::Error },
    #[error("the database {} cannot be brought up to date: {error}", file.display())]
    Migration { file: PathBuf, error: MigrateError },
}

impl Store {
    /// Opens the database, creating and migrating it as needed.
    pub async fn open(file: &Path, durability: Durability) -> Result<Store, OpenError> {
        let unusable = |error| OpenError::Unusable { file: file.to_owned(), error };
        // An empty file is a new database too: SQLite itself makes such a one when it is opened and left.
        let is_new = std::fs::metadata(file).map(|found| found.len() == 0).unwrap_or(true);
        if !is_new {
            refuse_newer(file).await?;
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match durability {
                Durability::Normal => SqliteSynchronous::Normal,
                Durability::Full => SqliteSynchronous::Full,
            })
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .optimize_on_close(true, None);
        let is_migrated = Arc::new(AtomicBool::new(false));
        let writer = one_writer(is_migrated.clone()).connect_with(options.clone()).await.map_err(unusable)?;
        MIGRATIONS.run(&writer).await.map_err(|error| OpenError::Migration { file: file.to_owned(), error })?;
        watch(&mut *writer.acquire().await.map_err(unusable)?).await.map_err(unusable)?;
        is_migrated.store(true, Ordering::Relaxed);
        let readers = SqlitePoolOptions::new().max_connections(8);
        let readers = readers.connect_with(options.read_only(true).create_if_missing(false)).await.map_err(unusable)?;
        Ok(Store { readers, writer, changes: Changes::default(), is_new })
    }
}

/// The connection that writes. If it breaks, the next one gets the triggers, too; before the migrations there is nothing
/// to watch.
fn one_writer(is_migrated: Arc<AtomicBool>) -> SqlitePoolOptions {
    let one = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    one.after_connect(move |connection, _| {
        let is_migrated = is_migrated.load(Ordering::Relaxed);
        Box::pin(async move { if is_migrated { watch(connection).await } else { Ok(()) } })
    })
}

/// A connection that can only look: the file is neither made nor migrated nor changed.
pub async fn inspect(file: &Path) -> Result<SqliteConnection, OpenError> {
    // Without a log nobody is writing; then not even the log's files are made to look.
    let log = file.with_extension(match file.extension() {
        Some(extension) => format!("{}-wal", extension.to_string_lossy()),
        None => "-wal".to_owned(),
    });
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(!log.exists());
    options.busy_timeout(BUSY).connect().await.map_err(|error| OpenError::Unusable { file: file.to_owned(), error })
}

/// Looks at the version without touching the file.
async fn refuse_newer(file: &Path) -> Result<(), OpenError> {
    let unusable = |error| OpenError::Unusable { file: file.to_owned(), error };
    let mut connection = inspect(file).await?;
    let migrated: bool = sqlx::query_scalar("SELECT COUNT(*) > 0 FROM sqlite_master WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut connection)
        .await
        .map_err(unusable)?;
    let found: i64 = match migrated {
        true => sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations")
            .fetch_one(&mut connection)
            .await
            .map_err(unusable)?,
        false => 0,
    };
    connection.close().await.map_err(unusable)?;
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    match found > known {
        true => Err(OpenError::Newer { file: file.to_owned(), found, known }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_newer_database_is_left_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("site.db");
        let store = Store::open(&file, Durability::Normal).await.unwrap();
        assert!(store.is_new);
        let mut writing = store.write().await.unwrap();
        sqlx::query("UPDATE _sqlx_migrations SET version = 999999 WHERE version = 1")
            .execute(&mut *writing)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        store.close().await;
        let before = std::fs::read(&file).unwrap();
        let refused = Store::open(&file, Durability::Normal).await.unwrap_err();
        assert!(matches!(refused, OpenError::Newer { found: 999_999, .. }), "{refused}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }

    #[tokio::test]
    async fn a_file_of_another_kind_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes.txt");
        std::fs::write(&file, "not a database, but long enough to be taken for one".repeat(40)).unwrap();
        let refused = Store::open(&file, Durability::Normal).await.unwrap_err();
        assert!(refused.to_string().contains("notes.txt"), "{refused}");
    }
}
