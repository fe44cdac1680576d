//! Code of other services.

use sqlx::FromRow;

use crate::model::snippet::SnippetPlace;
use crate::store::sql::{self, Connection, Query};

/// A snippet row.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct SnippetRow {
    pub id: i64,
    pub name: String,
    pub active: bool,
    pub place: SnippetPlace,
    /// Words of `PageKind`, separated by spaces.
    pub pages: String,
    pub consent: bool,
    pub source: String,
    /// Sources of the Content-Security-Policy, one per line.
    pub script_hosts: String,
    pub connect_hosts: String,
    pub frame_hosts: String,
}

/// Lists all snippets in the order in which they were made.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<SnippetRow>> {
    sql::query_as(
        "SELECT id, name, active, place, pages, consent, source, script_hosts, connect_hosts, frame_hosts
         FROM snippets ORDER BY id",
    )
    .fetch_all(connection)
    .await
}

/// Finds a snippet.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<SnippetRow>> {
    sql::query_as(
        "SELECT id, name, active, place, pages, consent, source, script_hosts, connect_hosts, frame_hosts
         FROM snippets WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Adds a snippet.
pub async fn add(connection: &mut Connection, row: &SnippetRow) -> sqlx::Result<()> {
    let sql =
        "INSERT INTO snippets (name, active, place, pages, consent, source, script_hosts, connect_hosts, frame_hosts)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    bind(sql::query(sql), row).execute(connection).await?;
    Ok(())
}

/// Replaces a snippet. Returns false if it does not exist.
pub async fn update(connection: &mut Connection, row: &SnippetRow) -> sqlx::Result<bool> {
    let sql = "UPDATE snippets SET name = $1, active = $2, place = $3, pages = $4, consent = $5, source = $6,
                   script_hosts = $7, connect_hosts = $8, frame_hosts = $9
               WHERE id = $10";
    Ok(bind(sql::query(sql), row).bind(row.id).execute(connection).await?.rows_affected() > 0)
}

/// Binds the columns from `name` to `frame_hosts`.
fn bind<'q>(query: Query<'q>, row: &'q SnippetRow) -> Query<'q> {
    query
        .bind(&row.name)
        .bind(row.active)
        .bind(row.place.as_str())
        .bind(&row.pages)
        .bind(row.consent)
        .bind(&row.source)
        .bind(&row.script_hosts)
        .bind(&row.connect_hosts)
        .bind(&row.frame_hosts)
}

/// Deletes a snippet.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM snippets WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
