//! Moderation actions.

use sqlx::{AssertSqlSafe, FromRow};

use super::SpamVerdict;
use crate::clock::now;
use crate::model::admin::comment::{ModerationStatus, PreviousModeration, SpamLabel};
use crate::store::sql::{self, Connection};

/// A comment with the fields that moderation changes, and those the spam filter is trained on.
#[derive(Clone, Debug, FromRow)]
pub struct ModeratedRow {
    pub id: i64,
    pub post_id: i64,
    /// The author of the post.
    pub post_author: Option<i64>,
    pub author_id: Option<i64>,
    /// Whether a logged-in member of staff wrote it.
    pub is_staff: bool,
    pub name: String,
    pub email: String,
    pub source: String,
    pub html: String,
    pub address: Option<String>,
    pub status: ModerationStatus,
    pub taught: Option<SpamLabel>,
    /// A status name, not checked by the database.
    pub trashed_from: Option<String>,
}

impl ModeratedRow {
    /// Returns the current status and training label.
    pub fn standing(&self) -> PreviousModeration {
        PreviousModeration {
            id: self.id,
            status: self.status,
            lesson: self.taught,
            trashed_from: self.trashed_from.as_deref().and_then(ModerationStatus::parse),
        }
    }
}

const COLUMNS: &str =
    "SELECT c.id, c.post_id, p.author_id AS post_author, c.author_id, c.is_staff, c.name, c.email, c.source, c.html, c.address,
            c.status, c.taught, c.trashed_from
     FROM comments c JOIN posts p ON p.id = c.post_id";

/// Finds a comment in any status.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<ModeratedRow>> {
    let sql = format!("{COLUMNS} WHERE c.id = $1");
    sql::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Lists comments of a status, newest first, at most `limit`.
pub async fn list_newest(
    connection: &mut Connection,
    status: ModerationStatus,
    limit: u32,
) -> sqlx::Result<Vec<ModeratedRow>> {
    let sql = format!("{COLUMNS} WHERE c.status = $1 ORDER BY c.created_at DESC, c.id DESC LIMIT $2");
    sql::query_as(AssertSqlSafe(sql)).bind(status.as_str()).bind(limit).fetch_all(connection).await
}

/// A comment in spam with the reasons on its arrival.
#[derive(Clone, Debug, FromRow)]
pub struct CaughtRow {
    pub id: i64,
    pub taught: Option<SpamLabel>,
    /// JSON.
    pub reasons: String,
}

/// Lists comments in spam, newest first, at most `limit`.
pub async fn list_caught(connection: &mut Connection, limit: u32) -> sqlx::Result<Vec<CaughtRow>> {
    sql::query_as(
        "SELECT id, taught, reasons FROM comments WHERE status = 'spam' ORDER BY created_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Sets the status and training label of a comment. The post's comment count is not updated.
pub async fn set_status(connection: &mut Connection, standing: PreviousModeration) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET status = $2, taught = $3, trashed_from = $4 WHERE id = $1")
        .bind(standing.id)
        .bind(standing.status.as_str())
        .bind(standing.lesson.map(SpamLabel::as_str))
        .bind(standing.trashed_from.map(ModerationStatus::as_str))
        .execute(connection)
        .await?;
    Ok(())
}

/// Stores the spam verdict of a comment.
pub async fn set_spam_verdict(connection: &mut Connection, id: i64, weighed: &SpamVerdict) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET score = $2, reasons = $3 WHERE id = $1")
        .bind(id)
        .bind(weighed.score)
        .bind(&weighed.reasons)
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes the name and text of a comment.
pub async fn edit(connection: &mut Connection, id: i64, name: &str, source: &str, html: &str) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET name = $2, source = $3, html = $4, edited_at = $5, folded = NULL WHERE id = $1")
        .bind(id)
        .bind(name)
        .bind(source)
        .bind(html)
        .bind(now())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a comment permanently. Replies to it become replies to its parent.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET parent_id = (SELECT parent_id FROM comments WHERE id = $1) WHERE parent_id = $1")
        .bind(id)
        .execute(&mut *connection)
        .await?;
    sql::query("DELETE FROM comments WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
