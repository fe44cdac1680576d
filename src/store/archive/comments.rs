use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Rows;
use crate::model::Milliseconds;
use crate::model::comment::CommentKind;
use crate::store::sql::{self, Connection};

/// A comment record. Times are Unix milliseconds.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentRecord {
    pub id: i64,
    /// The ID of the comment it replies to.
    pub parent: Option<i64>,
    /// The author's slug, if an author wrote it.
    pub author: Option<String>,
    pub name: String,
    pub email: String,
    /// The text as entered.
    pub source: String,
    /// The HTML that readers see, if it is not simply rendered from `source`.
    #[serde(default)]
    pub html: Option<String>,
    pub status: String,
    pub created_at: Milliseconds,
    pub edited_at: Option<Milliseconds>,
    /// The client's IP address.
    pub address: Option<String>,
    pub guid: String,
    /// What the spam filter learned from it: `spam` or `ham`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taught: Option<String>,
    /// The spam score on arrival, from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<i64>,
    /// The reasons for the score, as JSON. Empty if the comment was never scored.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// The status to return to when it is restored from the trash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trashed_from: Option<String>,
    /// Hash of the sending browser's device token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Whether a logged-in member of staff wrote it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_staff: bool,
    /// The website of a commenter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// Whether it is a pingback or trackback.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_mention: bool,
}

/// Streams all comments of a post, in any status.
pub fn stream_comments(connection: &mut Connection, post: i64) -> Rows<'_, CommentRecord> {
    sql::query_as(
        "SELECT c.id, c.parent_id AS parent, a.slug AS author, c.name, c.email, c.source, c.html, c.status,
                c.created_at, c.edited_at, c.address, c.guid, c.taught, c.score, c.reasons, c.trashed_from,
                c.device, c.is_staff, c.website, c.kind = 'mention' AS is_mention
         FROM comments c LEFT JOIN authors a ON a.id = c.author_id WHERE c.post_id = $1 ORDER BY c.id",
    )
    .bind(post)
    .fetch(connection)
}

/// Adds a comment to a post. `author` is the ID of the author that the record names.
pub async fn insert_comment(
    connection: &mut Connection,
    post: i64,
    author: Option<i64>,
    comment: &CommentRecord,
    html: &str,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO comments (id, post_id, parent_id, author_id, name, email, source, html, status, created_at,
                               edited_at, address, guid, taught, score, reasons, trashed_from, device,
                               is_staff, website, kind)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
    )
    .bind(comment.id)
    .bind(post)
    .bind(comment.parent)
    .bind(author)
    .bind(&comment.name)
    .bind(&comment.email)
    .bind(&comment.source)
    .bind(html)
    .bind(&comment.status)
    .bind(comment.created_at)
    .bind(comment.edited_at)
    .bind(&comment.address)
    .bind(&comment.guid)
    .bind(&comment.taught)
    .bind(comment.score)
    .bind(&comment.reasons)
    .bind(&comment.trashed_from)
    .bind(&comment.device)
    .bind(comment.is_staff)
    .bind(&comment.website)
    .bind(if comment.is_mention { CommentKind::Mention } else { CommentKind::Comment }.as_str())
    .execute(connection)
    .await?;
    Ok(())
}
