//! Which users are told by mail of comments that wait for a moderator, and up to which they have been told.

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::admin::account::CommentNotices;
use crate::store::sql::{self, Connection};

/// A user who has not been told of the newest comments that wait.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct UntoldRow {
    pub id: i64,
    pub email: String,
    /// Id of the newest comment that waits.
    pub newest: i64,
}

/// Returns when a user is told.
pub async fn find(connection: &mut Connection, user: i64) -> sqlx::Result<Option<CommentNotices>> {
    sql::query_scalar("SELECT comment_notices FROM users WHERE id = $1").bind(user).fetch_optional(connection).await
}

/// Sets when a user is told. Comments that wait already are not news.
pub async fn set(connection: &mut Connection, user: i64, notices: CommentNotices) -> sqlx::Result<()> {
    sql::query(
        "UPDATE users SET comment_notices = $2, told_comment = COALESCE((SELECT MAX(id) FROM comments), 0)
         WHERE id = $1",
    )
    .bind(user)
    .bind(notices.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// Lists the users who are to be told now. Authors hear of comments on their own posts. Those who want one mail a day
/// hear only if the last was before `day_ago`.
pub async fn list_untold(connection: &mut Connection, day_ago: Milliseconds) -> sqlx::Result<Vec<UntoldRow>> {
    sql::query_as(
        "SELECT id, email, newest FROM (
             SELECT u.id, u.email, (
                 SELECT MAX(c.id) FROM comments c JOIN posts p ON p.id = c.post_id
                 WHERE c.status = 'waiting' AND c.id > u.told_comment
                 AND (u.role <> 'author' OR p.author_id = u.author_id)
             ) AS newest
             FROM users u
             WHERE u.comment_notices = 'at_once' OR (u.comment_notices = 'daily' AND u.told_at <= $1)
         ) AS untold WHERE newest IS NOT NULL ORDER BY id",
    )
    .bind(day_ago)
    .fetch_all(connection)
    .await
}

/// Notes that a user is told of all comments up to this one.
pub async fn note_told(connection: &mut Connection, user: i64, newest: i64, at: Milliseconds) -> sqlx::Result<()> {
    sql::query("UPDATE users SET told_comment = $2, told_at = $3 WHERE id = $1")
        .bind(user)
        .bind(newest)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
