//! Queries for the dashboard. `author` limits them to one author's posts and the comments on them.

use sqlx::{AssertSqlSafe, FromRow};

use super::counts::{self, BY_POST, BY_TIME, QueueIndex};
use crate::model::Milliseconds;
use crate::model::admin::comment::ModerationStatus;
use crate::model::admin::post::PostKind;
use crate::store::sql::{self, Connection};

/// 15 minutes in milliseconds, the granularity of the counts by time. Days start at a multiple of it in every time
/// zone.
pub const QUARTER: Milliseconds = 15 * 60 * 1000;

/// A count, and the relevant time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct PendingRow {
    pub count: i64,
    pub at: Option<Milliseconds>,
}

/// A recent comment.
#[derive(Clone, Debug, FromRow)]
pub struct LatestRow {
    pub id: i64,
    pub name: String,
    pub html: String,
    pub status: ModerationStatus,
    pub created_at: Milliseconds,
    pub post_id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// A scheduled post or page.
#[derive(Clone, Debug, FromRow)]
pub struct ScheduledRow {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
    pub published_at: Milliseconds,
    pub author: Option<String>,
}

/// Counts the comments held for moderation, and returns the time of the oldest.
pub async fn count_waiting(connection: &mut Connection, author: Option<i64>) -> sqlx::Result<PendingRow> {
    let count = counts::comments(connection, ModerationStatus::Waiting, author).await?;
    if count == 0 {
        return Ok(PendingRow::default());
    }
    // From the oldest, until one is on the author's posts.
    let at = sql::query_scalar(
        "SELECT c.created_at FROM comments c CROSS JOIN posts p
         WHERE p.id = c.post_id AND c.status = 'waiting' AND ($1 IS NULL OR p.author_id = $1)
         ORDER BY c.created_at, c.id LIMIT 1",
    );
    Ok(PendingRow { count, at: at.bind(author).fetch_optional(connection).await? })
}

/// Counts the scheduled posts and pages, and returns the time of the next.
pub async fn count_scheduled(connection: &mut Connection, author: Option<i64>) -> sqlx::Result<PendingRow> {
    sql::query_as(
        "SELECT COUNT(*) AS count, MIN(published_at) AS at FROM posts
         WHERE status = 'scheduled' AND published_at > 0 AND ($1 IS NULL OR author_id = $1)",
    )
    .bind(author)
    .fetch_one(connection)
    .await
}

/// Counts an author's drafts, and returns the time of the last change.
pub async fn count_drafts(connection: &mut Connection, author: i64) -> sqlx::Result<PendingRow> {
    sql::query_as(
        "SELECT COUNT(*) AS count, MAX(updated_at) AS at FROM posts WHERE status = 'draft' AND author_id = $1",
    )
    .bind(author)
    .fetch_one(connection)
    .await
}

/// Lists the latest comments in any status except trash.
pub async fn list_latest_comments(
    connection: &mut Connection,
    author: Option<i64>,
    limit: u32,
) -> sqlx::Result<Vec<LatestRow>> {
    let mut found: Vec<LatestRow> = Vec::new();
    // One index scan per status, rather than a scan of all comments.
    for status in [ModerationStatus::Waiting, ModerationStatus::Published, ModerationStatus::Spam] {
        let (from, whose) = match author {
            None => (BY_TIME, "$2 IS NULL"),
            Some(author) => match counts::choose_index(connection, status, author, limit).await? {
                QueueIndex::None => continue,
                QueueIndex::ByTime => (BY_TIME, "p.author_id = $2"),
                QueueIndex::ByPost => (BY_POST, "p.author_id = $2"),
            },
        };
        let sql = format!(
            "SELECT c.id, c.name, c.html, c.status, c.created_at, c.post_id, p.kind, p.title FROM {from}
             WHERE p.id = c.post_id AND c.status = $1 AND {whose}
             ORDER BY c.created_at DESC, c.id DESC LIMIT $3"
        );
        let rows = sql::query_as(AssertSqlSafe(sql)).bind(status.as_str()).bind(author).bind(limit);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    found.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    found.truncate(limit as usize);
    Ok(found)
}

/// Lists the scheduled posts and pages, next first.
pub async fn list_scheduled(
    connection: &mut Connection,
    author: Option<i64>,
    limit: u32,
) -> sqlx::Result<Vec<ScheduledRow>> {
    sql::query_as(
        "SELECT p.id, p.kind, p.title, p.published_at, a.name AS author
         FROM posts p LEFT JOIN authors a ON a.id = p.author_id
         WHERE p.status = 'scheduled' AND p.published_at IS NOT NULL AND ($1 IS NULL OR p.author_id = $1)
         ORDER BY p.published_at, p.id LIMIT $2",
    )
    .bind(author)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Counts the posts published since a time, per quarter of an hour since 1970.
pub async fn count_posts(
    connection: &mut Connection,
    author: Option<i64>,
    since: Milliseconds,
) -> sqlx::Result<Vec<(i64, i64)>> {
    sql::query_as(
        "SELECT published_at / $3, COUNT(*) FROM posts
         WHERE kind = 'post' AND status = 'published' AND published_at >= $2 AND ($1 IS NULL OR author_id = $1)
         GROUP BY 1",
    )
    .bind(author)
    .bind(since)
    .bind(QUARTER)
    .fetch_all(connection)
    .await
}

/// Counts the published and waiting comments since a time, per quarter of an hour since 1970.
pub async fn count_comments(
    connection: &mut Connection,
    author: Option<i64>,
    since: Milliseconds,
) -> sqlx::Result<Vec<(i64, i64)>> {
    sql::query_as(
        "SELECT c.created_at / $3, COUNT(*) FROM comments c
         WHERE c.status IN ('waiting', 'published') AND c.kind = 'comment' AND c.created_at >= $2
         AND ($1 IS NULL OR EXISTS (SELECT 1 FROM posts p WHERE p.id = c.post_id AND p.author_id = $1))
         GROUP BY 1",
    )
    .bind(author)
    .bind(since)
    .bind(QUARTER)
    .fetch_all(connection)
    .await
}

/// Returns the total size of all pictures in bytes.
pub async fn measure_media(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM media").fetch_one(connection).await
}
