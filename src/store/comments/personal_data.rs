//! Personal data of commenters, by email address: listing, exporting and erasing.

use serde::Serialize;
use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// All data stored with a person's comment, including its text.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct PersonalRow {
    pub id: i64,
    /// The slug of the post.
    pub post: String,
    pub name: String,
    pub email: String,
    #[sqlx(rename = "source")]
    pub words: String,
    pub status: String,
    pub created_at: Milliseconds,
    pub edited_at: Option<Milliseconds>,
    pub address: Option<String>,
    pub website: String,
}

/// Lists a person's comments in any status, oldest first.
pub async fn list(connection: &mut Connection, email: &str) -> sqlx::Result<Vec<PersonalRow>> {
    sql::query_as(
        "SELECT c.id, p.slug AS post, c.name, c.email, c.source, c.status, c.created_at, c.edited_at, c.address, c.website
         FROM comments c JOIN posts p ON p.id = c.post_id
         WHERE c.email = $1 AND SUBSTR(c.email, 1, 254) = SUBSTR($1, 1, 254) ORDER BY c.created_at, c.id",
    )
    .bind(email)
    .fetch_all(connection)
    .await
}

/// Anonymizes a comment but keeps its text. The GUID may be derived from the email address, and the spam reasons quote
/// the name, so these are removed too.
pub async fn anonymize(connection: &mut Connection, id: i64, name: &str) -> sqlx::Result<()> {
    sql::query(
        "UPDATE comments SET name = $2, email = '', address = NULL, device = NULL, website = '', reasons = '', folded = NULL, guid = 'erased:' || id
         WHERE id = $1",
    )
    .bind(id)
    .bind(name)
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes the IP addresses of comments sent before `before`, at most `most` at a time. Returns the number of changed
/// comments.
pub async fn forget_addresses(connection: &mut Connection, before: Milliseconds, most: u32) -> sqlx::Result<u64> {
    let done = sql::query(
        "UPDATE comments SET address = NULL, folded = NULL WHERE id IN
         (SELECT id FROM comments WHERE address IS NOT NULL AND created_at < $1 ORDER BY created_at LIMIT $2)",
    )
    .bind(before)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
