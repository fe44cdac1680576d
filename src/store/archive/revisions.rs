use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Rows;
use crate::model::Milliseconds;
use crate::model::admin::post::BodyFormat;
use crate::store::sql::{self, Connection};

/// An earlier version of a post.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRecord {
    pub version: i64,
    /// `save` or `autosave`.
    pub kind: String,
    /// Unix milliseconds.
    pub saved_at: Milliseconds,
    /// The name of the user who saved it. Stored as text, since archives have no accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub title: String,
    pub source: String,
    /// `markdown` or `html`.
    pub format: String,
    pub standfirst: String,
}

/// Streams the revisions of a post, oldest first.
pub fn stream_revisions(connection: &mut Connection, post: i64) -> Rows<'_, RevisionRecord> {
    sql::query_as(
        "SELECT r.version, r.kind, r.saved_at, COALESCE(u.name, r.saved_by) AS by, r.title, r.source, r.format,
                r.standfirst
         FROM revisions r LEFT JOIN users u ON u.id = r.user_id WHERE r.post_id = $1 ORDER BY r.version",
    )
    .bind(post)
    .fetch(connection)
}

/// Adds a revision to a post.
pub async fn insert_revision(connection: &mut Connection, post: i64, revision: &RevisionRecord) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO revisions (post_id, version, kind, saved_at, saved_by, title, source, format, standfirst)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(post)
    .bind(revision.version)
    .bind(&revision.kind)
    .bind(revision.saved_at)
    .bind(&revision.by)
    .bind(&revision.title)
    .bind(&revision.source)
    .bind(BodyFormat::parse(&revision.format).unwrap_or_default().as_str())
    .bind(&revision.standfirst)
    .execute(connection)
    .await?;
    Ok(())
}
