//! Changes to single terms, with their counts.

use super::NewTerm;
use crate::store::sql::{self, Connection};

/// Adds a term. Returns `None` if the slug is taken.
pub async fn add(connection: &mut Connection, term: &NewTerm, parent: Option<i64>) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "INSERT INTO terms (kind, slug, name, description, description_html, parent_id) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (kind, slug) DO NOTHING RETURNING id",
    )
    .bind(term.kind.as_str())
    .bind(&term.slug)
    .bind(&term.name)
    .bind(&term.description)
    .bind(&term.description_html)
    .bind(parent)
    .fetch_optional(connection)
    .await
}

/// Updates all fields of a term except its kind. The slug must be free, and the parent must not be a descendant.
pub async fn update(connection: &mut Connection, id: i64, term: &NewTerm, parent: Option<i64>) -> sqlx::Result<()> {
    sql::query(
        "UPDATE terms SET slug = $2, name = $3, description = $4, description_html = $5, parent_id = $6 WHERE id = $1",
    )
    .bind(id)
    .bind(&term.slug)
    .bind(&term.name)
    .bind(&term.description)
    .bind(&term.description_html)
    .bind(parent)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets or clears the parent of a term. The parent must not be a descendant.
pub async fn set_parent(connection: &mut Connection, id: i64, parent: Option<i64>) -> sqlx::Result<()> {
    sql::query("UPDATE terms SET parent_id = $2 WHERE id = $1").bind(id).bind(parent).execute(connection).await?;
    Ok(())
}

/// Sets the position of a term among its siblings. Lower ones come first.
pub async fn set_position(connection: &mut Connection, id: i64, position: i64) -> sqlx::Result<()> {
    sql::query("UPDATE terms SET position = $2 WHERE id = $1 AND position <> $2")
        .bind(id)
        .bind(position)
        .execute(connection)
        .await?;
    Ok(())
}

/// Moves the children of a term to another parent, or to the top level.
pub async fn move_children(connection: &mut Connection, id: i64, parent: Option<i64>) -> sqlx::Result<()> {
    sql::query("UPDATE terms SET parent_id = $2 WHERE parent_id = $1 AND id IS DISTINCT FROM $2")
        .bind(id)
        .bind(parent)
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds the posts of one term to another.
pub async fn copy_posts(connection: &mut Connection, from: i64, into: i64) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO post_terms (post_id, term_id, published_at)
         SELECT post_id, $2, published_at FROM post_terms WHERE term_id = $1
         ON CONFLICT (post_id, term_id) DO NOTHING",
    )
    .bind(from)
    .bind(into)
    .execute(&mut *connection)
    .await?;
    recount(connection, into).await
}

/// Adds a post to a term, if both exist. The count is updated by [`recount`].
pub async fn add_post(connection: &mut Connection, id: i64, post: i64) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO post_terms (post_id, term_id, published_at)
         SELECT id, $2, CASE WHEN kind = 'post' AND status = 'published' THEN published_at END FROM posts WHERE id = $1
         ON CONFLICT (post_id, term_id) DO NOTHING",
    )
    .bind(post)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a term without children. Its posts stay.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM terms WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Deletes the tags without posts. Returns their number.
pub async fn remove_unused_tags(connection: &mut Connection) -> sqlx::Result<u64> {
    let removed = sql::query(
        "DELETE FROM terms
         WHERE kind = 'tag' AND NOT EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = terms.id)",
    )
    .execute(connection)
    .await?;
    Ok(removed.rows_affected())
}

/// Recounts the published posts of a term.
pub async fn recount(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query(
        "UPDATE terms SET post_count = (
             SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = $1 AND pt.published_at IS NOT NULL
         ) WHERE id = $1",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}
