//! The moderation queue.

use sqlx::{AssertSqlSafe, FromRow};

use super::ModerationStatus;
use crate::model::Milliseconds;
use crate::model::admin::comment::{ModerationCounts, QueueCursor};
use crate::model::admin::post::{PostKind, PostStatus};
use crate::store::counts::{self, BY_POST, BY_TIME, QueueIndex};
use crate::store::escape;
use crate::store::sql::{self, Connection, QueryBuilder};

/// A comment as shown to moderators.
#[derive(Clone, Debug, FromRow)]
pub struct QueueRow {
    pub id: i64,
    pub author_id: Option<i64>,
    /// Whether a logged-in member of staff wrote it.
    pub is_staff: bool,
    pub name: String,
    pub email: String,
    pub source: String,
    pub html: String,
    pub status: ModerationStatus,
    pub created_at: Milliseconds,
    pub edited_at: Option<Milliseconds>,
    pub address: Option<String>,
    /// The spam reasons on arrival, as JSON. Empty if it was never scored.
    pub reasons: String,
    pub post_kind: PostKind,
    pub post_status: PostStatus,
    pub post_slug: String,
    pub post_title: String,
    /// The author of the post.
    pub post_author: Option<i64>,
    pub parent_name: Option<String>,
    pub parent_html: Option<String>,
}

/// The filter of the list. `author` limits it to comments on that author's posts.
#[derive(Clone, Debug)]
pub struct QueueFilter {
    pub status: ModerationStatus,
    pub author: Option<i64>,
    /// Folded words that must all occur in the comment or the title of its post.
    pub words: Vec<String>,
    /// Only comments before this cursor.
    pub before: Option<QueueCursor>,
    /// Only comments with a greater ID.
    pub after: i64,
    pub limit: u32,
}

const COLUMNS: &str =
    "SELECT c.id, c.author_id, c.is_staff, c.name, c.email, c.source, c.html, c.status, c.created_at, c.edited_at, c.address,
            c.reasons, p.kind AS post_kind, p.status AS post_status, p.slug AS post_slug, p.title AS post_title,
            p.author_id AS post_author, q.name AS parent_name, q.html AS parent_html";

/// Lists comments of one status, newest first.
pub async fn list(connection: &mut Connection, wanted: QueueFilter) -> sqlx::Result<Vec<QueueRow>> {
    let QueueCursor(at, id) = wanted.before.unwrap_or(QueueCursor(i64::MAX, i64::MAX));
    let from = match wanted.author {
        None => BY_TIME,
        Some(author) => match counts::choose_index(connection, wanted.status, author, wanted.limit).await? {
            QueueIndex::None => return Ok(Vec::new()),
            QueueIndex::ByTime => BY_TIME,
            QueueIndex::ByPost => BY_POST,
        },
    };
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(format!(" FROM {from} LEFT JOIN comments q ON q.id = c.parent_id WHERE p.id = c.post_id"));
    query.push(" AND c.status = ").push_bind(wanted.status.as_str());
    query.push(" AND (c.created_at, c.id) < (").push_bind(at).push(", ").push_bind(id);
    query.push(") AND c.id > ").push_bind(wanted.after);
    if let Some(author) = wanted.author {
        query.push(" AND p.author_id = ").push_bind(author);
    }
    for word in &wanted.words {
        let pattern = format!("%{}%", escape(word));
        query.push(" AND (c.folded LIKE ").push_bind(pattern.clone());
        query.push(" ESCAPE '\\' OR p.title_folded LIKE ").push_bind(pattern).push(" ESCAPE '\\')");
    }
    query.push(" ORDER BY c.created_at DESC, c.id DESC LIMIT ").push_bind(wanted.limit);
    query.build_query_as().fetch_all(connection).await
}

/// The searched fields of a comment.
#[derive(Clone, Debug, FromRow)]
pub struct UnfoldedRow {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub address: Option<String>,
    pub source: String,
}

/// Lists up to 500 comments without a folded form.
pub async fn list_unfolded(connection: &mut Connection) -> sqlx::Result<Vec<UnfoldedRow>> {
    sql::query_as("SELECT id, name, email, address, source FROM comments WHERE folded IS NULL ORDER BY id LIMIT 500")
        .fetch_all(connection)
        .await
}

/// Stores the folded form of a comment.
pub async fn set_folded(connection: &mut Connection, id: i64, folded: &str) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET folded = $2 WHERE id = $1").bind(id).bind(folded).execute(connection).await?;
    Ok(())
}

/// Finds a comment in any status.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<QueueRow>> {
    let sql = format!(
        "{COLUMNS} FROM comments c JOIN posts p ON p.id = c.post_id LEFT JOIN comments q ON q.id = c.parent_id
         WHERE c.id = $1"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Counts the comments by status.
pub async fn count(connection: &mut Connection, author: Option<i64>) -> sqlx::Result<ModerationCounts> {
    Ok(ModerationCounts {
        waiting: counts::comments(connection, ModerationStatus::Waiting, author).await?,
        published: counts::comments(connection, ModerationStatus::Published, author).await?,
        spam: counts::comments(connection, ModerationStatus::Spam, author).await?,
        trash: counts::comments(connection, ModerationStatus::Trash, author).await?,
    })
}

/// Counts the comments of a status with an ID greater than `after`, among at most 1,000 newer comments. Callers need no
/// exact number beyond that.
pub async fn count_new(
    connection: &mut Connection,
    status: ModerationStatus,
    author: Option<i64>,
    after: i64,
) -> sqlx::Result<i64> {
    sql::query_scalar(
        "SELECT COUNT(*) FROM
             (SELECT c.status, c.post_id FROM comments c WHERE c.id > $1 ORDER BY c.id LIMIT 1000) AS recent
             JOIN posts p ON p.id = recent.post_id
         WHERE recent.status = $2 AND ($3 IS NULL OR p.author_id = $3)",
    )
    .bind(after)
    .bind(status.as_str())
    .bind(author)
    .fetch_one(connection)
    .await
}

/// Returns the greatest comment ID, or 0 if there are no comments.
pub async fn newest(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COALESCE(MAX(id), 0) FROM comments").fetch_one(connection).await
}
