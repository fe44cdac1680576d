use std::fs::File;
use std::io;
use std::path::Path;

use sqlx::AssertSqlSafe;
use sqlx::error::DatabaseError;
use tempfile::TempPath;

use super::file_system::{resolve, sync_folder};
use super::{BackupError, RowCounts, open_source, postgres_copy};
use crate::clock::now;
use crate::store::sql::{self, Connection, Engine};
use crate::store::sqlite::connection::inspect;
use crate::store::sqlite::database_files::{folder, own_files};
use crate::store::sqlite::schema::has_column;
use crate::store::{health, media, settings};

/// What to do if the target file exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Refuse,
    Replace,
}

/// The size of a copy.
#[derive(Clone, Copy, Debug)]
pub struct CopyContent {
    pub bytes: u64,
    /// Number of posts and pages.
    pub posts: i64,
    pub comments: i64,
    /// Number of categories and tags.
    pub terms: i64,
    /// Number of files that are in the storage, and so not in the copy.
    pub stored: i64,
}

/// A complete, verified and synced copy without a final name. It is deleted on drop.
#[derive(Debug)]
pub struct UnnamedCopy {
    path: TempPath,
    pub content: CopyContent,
}

impl UnnamedCopy {
    /// Copies what the connection sees to a file in this folder, readable only by its owner since it holds secrets.
    ///
    /// `VACUUM INTO` copies within one read transaction, so the copy is consistent while others write, and deleted rows
    /// are not in it. SQLite's backup API would start over whenever another process writes.
    pub async fn make(source: &mut Connection, folder: &Path) -> Result<UnnamedCopy, BackupError> {
        let failed = |error| BackupError::Write { path: folder.to_owned(), error };
        // Created here, so that SQLite finds an empty file with the right permissions.
        let path = tempfile::Builder::new().prefix(".longan-").suffix(".partial").tempfile_in(folder);
        let path = path.map_err(failed)?.into_temp_path();
        let name = std::path::absolute(&path).map_err(failed)?;
        let name = name.to_str().ok_or_else(|| failed(io::Error::other("its path is not UTF-8")))?;
        let failed_copy = |error| classify(error, folder);
        if source.engine() == Engine::Postgres {
            let counts = postgres_copy::copy_out(source, &path).await.map_err(failed_copy)?;
            let content = verify(&path, Some(&counts)).await?;
            File::open(&path).and_then(|file| file.sync_all()).map_err(failed)?;
            return Ok(UnnamedCopy { path, content });
        }
        let before = data_version(source).await.map_err(failed_copy)?;
        sql::query("VACUUM INTO $1").bind(name).execute(&mut *source).await.map_err(failed_copy)?;
        let counts = count_rows(source).await.map_err(failed_copy)?;
        let still = data_version(source).await.map_err(failed_copy)? == before;
        // Row counts cannot be compared if another connection has written meanwhile.
        let content = verify(&path, still.then_some(&counts)).await?;
        File::open(&path).and_then(|file| file.sync_all()).map_err(failed)?;
        Ok(UnnamedCopy { path, content })
    }

    /// Returns the temporary path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Renames the copy to its final name in the same folder, atomically and durably.
    pub fn keep_as(self, target: &Path, existing: Existing) -> Result<CopyContent, BackupError> {
        let kept = match existing {
            Existing::Refuse => self.path.persist_noclobber(target),
            Existing::Replace => self.path.persist(target),
        };
        match kept {
            Ok(()) => {}
            Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(BackupError::Exists(target.to_owned()));
            }
            Err(fault) => return Err(BackupError::Write { path: target.to_owned(), error: fault.error }),
        }
        sync_folder(target)?;
        Ok(self.content)
    }
}

/// Backs up a database to a file.
pub async fn back_up(database: &Path, target: &Path, existing: Existing) -> Result<CopyContent, BackupError> {
    if !database.is_file() {
        return Err(BackupError::NoDatabase(database.to_owned()));
    }
    let (own, wanted) = (resolve(database)?, resolve(target)?);
    if own_files(&own).contains(&wanted) {
        return Err(BackupError::Itself(target.to_owned()));
    }
    if existing == Existing::Refuse && target.exists() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    if target.is_dir() {
        let error = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(BackupError::Write { path: target.to_owned(), error });
    }
    let mut source = open_source(database).await?;
    let kept = match UnnamedCopy::make(&mut source, folder(&wanted)).await {
        Ok(draft) => draft.keep_as(&wanted, existing),
        Err(error) => Err(error),
    };
    if kept.is_ok() {
        remember(&mut source).await;
    }
    let _ = source.close().await;
    kept
}

/// Stores the time of the last backup. A failure is only logged: the backup itself succeeded.
pub async fn remember(site: &mut Connection) {
    if let Err(error) = settings::set(site, settings::LAST_BACKUP, &now().to_string()).await {
        tracing::warn!(%error, "the time of this backup could not be stored");
    }
}

/// Returns a number that changes when another connection commits.
async fn data_version(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("PRAGMA data_version").fetch_one(connection).await
}

/// Counts the rows of every table.
async fn count_rows(connection: &mut Connection) -> sqlx::Result<RowCounts> {
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";
    let tables: Vec<String> = sql::query_scalar(tables).fetch_all(&mut *connection).await?;
    let mut counts = RowCounts::new();
    for table in tables {
        let sql = format!("SELECT COUNT(*) FROM \"{}\"", table.replace('"', "\"\""));
        let count = sql::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        counts.insert(table, count);
    }
    Ok(counts)
}

/// Reads back and checks the entire copy.
async fn verify(copy: &Path, expected: Option<&RowCounts>) -> Result<CopyContent, BackupError> {
    let unsound = |error: &dyn std::fmt::Display| BackupError::UnsoundCopy(error.to_string());
    let bytes = std::fs::metadata(copy).map_err(|error| unsound(&error))?.len();
    let mut connection = inspect(copy).await.map_err(|error| unsound(&error))?;
    let faults = health::examine(&mut connection).await.map_err(|error| unsound(&error))?;
    if !faults.is_empty() {
        return Err(unsound(&faults.join("; ")));
    }
    let counts = count_rows(&mut connection).await.map_err(|error| unsound(&error))?;
    if let Some((table, count)) =
        expected.into_iter().flatten().find(|(table, count)| counts.get(*table) != Some(count))
    {
        let found = counts.get(table).copied().unwrap_or_default();
        return Err(unsound(&format!("rows of {table}: {found} in place of {count}")));
    }
    let (posts, comments, terms) = health::count(&mut connection).await.map_err(|error| unsound(&error))?;
    // Databases of older versions have no such column.
    let stored = match has_column(&mut connection, "media_files", "object").await.map_err(|error| unsound(&error))? {
        true => media::count_stored(&mut connection).await.map_err(|error| unsound(&error))?.1,
        false => 0,
    };
    let _ = connection.close().await;
    Ok(CopyContent { bytes, posts, comments, terms, stored })
}

/// Distinguishes a full or failing target disk from an unreadable source, by the result codes of sqlite3.h.
fn classify(error: sqlx::Error, folder: &Path) -> BackupError {
    const FULL: &str = "13";
    const WRITING: [&str; 4] = ["14", "778", "1034", "1546"];
    let code = error.as_database_error().and_then(DatabaseError::code).unwrap_or_default().into_owned();
    match code.as_str() {
        FULL => BackupError::Full(folder.to_owned()),
        code if WRITING.contains(&code) => {
            BackupError::Write { path: folder.to_owned(), error: io::Error::other(error.to_string()) }
        }
        _ => BackupError::Read { path: "the database".into(), error },
    }
}
