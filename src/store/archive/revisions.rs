use serde::{Deserialize, Serialize};
use sqlx::{FromRow, SqliteConnection};

use super::Rows;
use crate::model::Milliseconds;

/// An earlier version of a post. Who saved it is not told: accounts are no part of an archive.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRecord {
    pub version: i64,
    /// `save` or `autosave`.
    pub kind: String,
    /// Unix milliseconds.
    pub saved_at: Milliseconds,
    pub title: String,
    pub source: String,
    /// `markdown` or `html`.
    pub format: String,
    pub standfirst: String,
}

/// The revisions of a post, the oldest first.
pub fn stream_revisions(connection: &mut SqliteConnection, post: i64) -> Rows<'_, RevisionRecord> {
    sqlx::query_as(
        "SELECT version, kind, saved_at, title, source, format, standfirst FROM revisions
         WHERE post_id = $1 ORDER BY version",
    )
    .bind(post)
    .fetch(connection)
}

/// Adds a revision to a post.
pub async fn insert_revision(
    connection: &mut SqliteConnection,
    post: i64,
    revision: &RevisionRecord,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO revisions (post_id, version, kind, saved_at, title, source, format, standfirst)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(post)
    .bind(revision.version)
    .bind(&revision.kind)
    .bind(revision.saved_at)
    .bind(&revision.title)
    .bind(&revision.source)
    .bind(&revision.format)
    .bind(&revision.standfirst)
    .execute(connection)
    .await?;
    Ok(())
}
