//! Status changes and their consequences.

use sqlx::FromRow;

use super::{PostKind, PostStatus};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// The fields of a post that matter for status changes.
#[derive(Clone, Debug, FromRow)]
pub struct StatusRow {
    pub id: i64,
    pub kind: PostKind,
    pub status: PostStatus,
    pub slug: String,
    pub title: String,
    pub author_id: Option<i64>,
    pub parent_id: Option<i64>,
    pub created_at: Milliseconds,
    pub published_at: Option<Milliseconds>,
    pub trashed_from: Option<String>,
}

const COLUMNS: &str = "id, kind, status, slug, title, author_id, parent_id, created_at, published_at, trashed_from";

/// Finds a post or page in any status.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<StatusRow>> {
    let sql = format!("SELECT {COLUMNS} FROM posts WHERE id = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Sets the status and publication time of a post, and clears its trash fields.
pub async fn set(
    connection: &mut Connection,
    id: i64,
    status: PostStatus,
    published_at: Option<Milliseconds>,
) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET status = $2, published_at = $3, trashed_from = NULL, trashed_at = NULL WHERE id = $1")
        .bind(id)
        .bind(status.as_str())
        .bind(published_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Moves a post to the trash and stores its previous status.
pub async fn trash(connection: &mut Connection, id: i64, at: Milliseconds) -> sqlx::Result<()> {
    sql::query(
        "UPDATE posts SET trashed_from = status, trashed_at = $2, status = 'trash' WHERE id = $1 AND status <> 'trash'",
    )
    .bind(id)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a post permanently, with its comments and revisions. Child pages move to its parent.
pub async fn delete(connection: &mut Connection, post: &StatusRow) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET parent_id = $2 WHERE parent_id = $1")
        .bind(post.id)
        .bind(post.parent_id)
        .execute(&mut *connection)
        .await?;
    sql::query("DELETE FROM posts WHERE id = $1").bind(post.id).execute(connection).await?;
    Ok(())
}

/// Lists the scheduled posts that are due, earliest first.
pub async fn list_due(connection: &mut Connection, now: Milliseconds) -> sqlx::Result<Vec<StatusRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM posts WHERE status = 'scheduled' AND published_at <= $1 ORDER BY published_at, id"
    );
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(now).fetch_all(connection).await
}

/// Returns the time of the next scheduled post.
pub async fn next_due(connection: &mut Connection) -> sqlx::Result<Option<Milliseconds>> {
    sql::query_scalar("SELECT MIN(published_at) FROM posts WHERE status = 'scheduled'").fetch_one(connection).await
}

/// Replaces the terms of a post. `at` is its time in their listings, or `None` if it is not published. Unchanged rows
/// are not written. The terms' counts are updated by [`crate::store::terms::recount_these`].
pub async fn set_listing_terms(
    connection: &mut Connection,
    id: i64,
    terms: &[i64],
    at: Option<Milliseconds>,
) -> sqlx::Result<()> {
    let before: Vec<i64> = sql::query_scalar("SELECT term_id FROM post_terms WHERE post_id = $1")
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
    for term in before.iter().filter(|term| !terms.contains(term)) {
        sql::query("DELETE FROM post_terms WHERE post_id = $1 AND term_id = $2")
            .bind(id)
            .bind(term)
            .execute(&mut *connection)
            .await?;
    }
    for term in terms.iter().filter(|term| !before.contains(term)) {
        add_term(connection, id, *term, at).await?;
    }
    move_in_terms(connection, id, at).await?;
    Ok(())
}

/// Adds a term to a post. Returns whether it is new.
pub async fn add_term(connection: &mut Connection, id: i64, term: i64, at: Option<Milliseconds>) -> sqlx::Result<bool> {
    let added = sql::query(
        "INSERT INTO post_terms (post_id, term_id, published_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(id)
    .bind(term)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(added.rows_affected() > 0)
}

/// Changes a post's time in the listings of its terms; `None` removes it from them. Returns the changed terms.
pub async fn move_in_terms(connection: &mut Connection, id: i64, at: Option<Milliseconds>) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar(
        "UPDATE post_terms SET published_at = $2 WHERE post_id = $1 AND published_at IS DISTINCT FROM $2
         RETURNING term_id",
    )
    .bind(id)
    .bind(at)
    .fetch_all(connection)
    .await
}
