//! Imports that were begun in the admin, and what came with them.

mod recording;
#[cfg(test)]
mod tests;
mod undo;

use sqlx::FromRow;

use super::Store;
use super::sql::{self, Connection};
use crate::model::Milliseconds;
use crate::model::admin::import::ImportStatus;

pub use recording::{Brought, Snapshot, begin_recording, read_brought, record};
pub use undo::{ChangedEntry, Kept, count_changed, list_changed, undo};

/// An import.
#[derive(Clone, Debug, FromRow)]
pub struct ImportRunRow {
    pub id: i64,
    pub status: ImportStatus,
    /// The names of the files, as JSON.
    pub files: String,
    pub folder: String,
    /// What was chosen, as JSON.
    pub choices: String,
    /// Counts the checks and imports that were asked for.
    pub request: i64,
    pub created_at: Milliseconds,
    pub finished_at: Option<Milliseconds>,
    pub seen_at: Option<Milliseconds>,
    pub done: i64,
    pub total: i64,
    pub error: String,
    pub has_report: bool,
}

const COLUMNS: &str =
    "SELECT id, status, files, folder, choices, request, created_at, finished_at, seen_at, done, total, error,
            report <> '' AS has_report
     FROM import_runs";

/// Adds an import that is checked first, and returns its ID.
pub async fn add(
    connection: &mut Connection,
    user: i64,
    files: &str,
    folder: &str,
    choices: &str,
    at: Milliseconds,
) -> sqlx::Result<i64> {
    sql::query_scalar(
        "INSERT INTO import_runs (user_id, status, files, folder, choices, created_at, seen_at)
         VALUES ($1, 'checking', $2, $3, $4, $5, $5) RETURNING id",
    )
    .bind(user)
    .bind(files)
    .bind(folder)
    .bind(choices)
    .bind(at)
    .fetch_one(connection)
    .await
}

/// Finds an import.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<ImportRunRow>> {
    let sql = format!("{COLUMNS} WHERE id = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Lists the newest imports.
pub async fn list(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<ImportRunRow>> {
    let sql = format!("{COLUMNS} ORDER BY id DESC LIMIT $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(limit).fetch_all(connection).await
}

/// Reads the report of an import, as JSON. Empty before the first check.
pub async fn read_report(connection: &mut Connection, id: i64) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT report FROM import_runs WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Asks for a check or an import.
pub async fn request(connection: &mut Connection, id: i64, status: ImportStatus, choices: &str) -> sqlx::Result<()> {
    sql::query(
        "UPDATE import_runs SET status = $2, choices = $3, request = request + 1, done = 0, total = 0, error = ''
         WHERE id = $1",
    )
    .bind(id)
    .bind(status.as_str())
    .bind(choices)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes the greatest ID in the library before the first try of an import.
pub async fn note_media(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query(
        "UPDATE import_runs SET media_before = COALESCE(media_before, (SELECT COALESCE(MAX(id), 0) FROM media))
         WHERE id = $1",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Stores how a check or an import ended. An empty report leaves the last one.
pub async fn end(
    connection: &mut Connection,
    id: i64,
    status: ImportStatus,
    report: &str,
    error: &str,
    at: Milliseconds,
) -> sqlx::Result<()> {
    sql::query(
        "UPDATE import_runs SET status = $2, report = CASE WHEN $3 = '' THEN report ELSE $3 END, error = $4,
                                finished_at = CASE WHEN $2 = 'finished' THEN $5 ELSE finished_at END
         WHERE id = $1",
    )
    .bind(id)
    .bind(status.as_str())
    .bind(report)
    .bind(error)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that this node has the files of an import, and how far it is. Only where several nodes share the database: it
/// is no part of a transaction, since an import holds the only one.
pub async fn note_progress(store: &Store, id: i64, done: i64, total: i64, at: Milliseconds) -> sqlx::Result<()> {
    if !store.is_shared() {
        return Ok(());
    }
    let mut connection = store.read().await?;
    sql::query("UPDATE import_runs SET done = $2, total = $3, seen_at = $4 WHERE id = $1")
        .bind(id)
        .bind(done)
        .bind(total)
        .bind(at)
        .execute(&mut connection)
        .await?;
    Ok(())
}

/// Deletes an import from the list. What came with it stays.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM import_runs WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
