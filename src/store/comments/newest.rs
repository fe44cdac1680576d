//! The newest comments, for feeds.

use sqlx::{AssertSqlSafe, FromRow};

use crate::model::Milliseconds;
use crate::store::posts::PostKind;
use crate::store::sql::{self, Connection};

/// A published comment and its post.
#[derive(Clone, Debug, FromRow)]
pub struct NewestRow {
    pub id: i64,
    pub parent_id: Option<i64>,
    pub name: String,
    pub html: String,
    pub created_at: Milliseconds,
    pub edited_at: Option<Milliseconds>,
    pub author_slug: Option<String>,
    pub kind: PostKind,
    pub slug: String,
    pub title: String,
}

const COLUMNS: &str = "SELECT c.id, c.parent_id, c.name, c.html, c.created_at, c.edited_at, a.slug AS author_slug,
     p.kind, p.slug, p.title
     FROM comments c JOIN posts p ON p.id = c.post_id LEFT JOIN authors a ON a.id = c.author_id";

/// Lists the newest published comments of one published post, or of all, newest first.
pub async fn list_newest(connection: &mut Connection, post: Option<i64>, limit: i64) -> sqlx::Result<Vec<NewestRow>> {
    let of_post = if post.is_some() { "c.post_id = $1" } else { "$1 = $1" };
    let sql = format!(
        "{COLUMNS} WHERE {of_post} AND c.status = 'published' AND p.status = 'published'
         ORDER BY c.created_at DESC, c.id DESC LIMIT $2"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(post.unwrap_or_default()).bind(limit).fetch_all(connection).await
}
