//! Revisions: the complete text of a post at every save.

use sqlx::{AssertSqlSafe, FromRow};

use crate::model::Milliseconds;
use crate::model::admin::post::{BodyFormat, RevisionOrigin};
use crate::store::sql::{self, Connection};

/// A revision without its text.
#[derive(Clone, Debug, FromRow)]
pub struct RevisionRow {
    pub id: i64,
    pub version: i64,
    pub origin: RevisionOrigin,
    pub user_id: Option<i64>,
    /// The name of the user, or `None` if unknown.
    pub by: Option<String>,
    pub saved_at: Milliseconds,
}

/// The text of a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct RevisionText {
    pub title: String,
    pub source: String,
    pub format: BodyFormat,
    pub standfirst: String,
}

/// A revision to insert.
#[derive(Clone, Debug)]
pub struct NewRevision<'a> {
    pub post: i64,
    pub version: i64,
    pub origin: RevisionOrigin,
    pub user: Option<i64>,
    pub at: Milliseconds,
    pub wording: &'a RevisionText,
}

const ROW: &str = "SELECT r.id, r.version, r.kind AS origin, r.user_id, COALESCE(u.name, r.saved_by) AS by, r.saved_at
     FROM revisions r LEFT JOIN users u ON u.id = r.user_id";

/// Lists the revisions of a post, newest first.
pub async fn list(connection: &mut Connection, post: i64) -> sqlx::Result<Vec<RevisionRow>> {
    let sql = format!("{ROW} WHERE r.post_id = $1 ORDER BY r.version DESC LIMIT 1000");
    sql::query_as(AssertSqlSafe(sql)).bind(post).fetch_all(connection).await
}

/// Finds the latest revision of a post.
pub async fn find_latest(connection: &mut Connection, post: i64) -> sqlx::Result<Option<RevisionRow>> {
    let sql = format!("{ROW} WHERE r.post_id = $1 ORDER BY r.version DESC LIMIT 1");
    sql::query_as(AssertSqlSafe(sql)).bind(post).fetch_optional(connection).await
}

/// Finds a revision of a post.
pub async fn find(connection: &mut Connection, post: i64, id: i64) -> sqlx::Result<Option<RevisionRow>> {
    let sql = format!("{ROW} WHERE r.post_id = $1 AND r.id = $2");
    sql::query_as(AssertSqlSafe(sql)).bind(post).bind(id).fetch_optional(connection).await
}

/// Reads the text of a post's revision.
pub async fn read(connection: &mut Connection, post: i64, id: i64) -> sqlx::Result<Option<RevisionText>> {
    sql::query_as("SELECT title, source, format, standfirst FROM revisions WHERE post_id = $1 AND id = $2")
        .bind(post)
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Reads the text of the revision before a version.
pub async fn read_before(connection: &mut Connection, post: i64, version: i64) -> sqlx::Result<Option<RevisionText>> {
    sql::query_as(
        "SELECT title, source, format, standfirst FROM revisions WHERE post_id = $1 AND version < $2
         ORDER BY version DESC LIMIT 1",
    )
    .bind(post)
    .bind(version)
    .fetch_optional(connection)
    .await
}

/// Returns when the revision before a version was saved, or when the post was created if there is none.
pub async fn find_time_before(
    connection: &mut Connection,
    post: i64,
    version: i64,
) -> sqlx::Result<Option<Milliseconds>> {
    sql::query_scalar(
        "SELECT COALESCE((SELECT r.saved_at FROM revisions r WHERE r.post_id = $1 AND r.version < $2
                          ORDER BY r.version DESC LIMIT 1), p.created_at) FROM posts p WHERE p.id = $1",
    )
    .bind(post)
    .bind(version)
    .fetch_optional(connection)
    .await
}

/// Adds a revision.
pub async fn add(connection: &mut Connection, new: &NewRevision<'_>) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO revisions (post_id, version, kind, user_id, saved_at, title, source, format, standfirst)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.post)
    .bind(new.version)
    .bind(new.origin.as_str())
    .bind(new.user)
    .bind(new.at)
    .bind(&new.wording.title)
    .bind(&new.wording.source)
    .bind(new.wording.format.as_str())
    .bind(&new.wording.standfirst)
    .execute(connection)
    .await?;
    Ok(())
}

/// Copies a user's name into their revisions, before the user is deleted.
pub async fn sign(connection: &mut Connection, user: i64) -> sqlx::Result<()> {
    sql::query("UPDATE revisions SET saved_by = (SELECT name FROM users WHERE id = $1) WHERE user_id = $1")
        .bind(user)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a revision.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM revisions WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
