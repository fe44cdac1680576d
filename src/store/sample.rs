//! Removal of the sample content, as far as it was not changed and nothing else uses it.

use super::posts::PostKind;
use super::sql::{self, Connection};

/// Finds a post with this text that was never saved here.
pub async fn find_unchanged(
    connection: &mut Connection,
    kind: PostKind,
    slug: &str,
    source: &str,
) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "SELECT p.id FROM posts p WHERE p.kind = $1 AND p.slug = $2 AND p.source = $3
             AND NOT EXISTS (SELECT 1 FROM revisions r WHERE r.post_id = p.id)",
    )
    .bind(kind.as_str())
    .bind(slug)
    .bind(source)
    .fetch_optional(connection)
    .await
}

/// Deletes an author with this biography who has no posts, comments and user.
pub async fn remove_unused_author(connection: &mut Connection, slug: &str, biography: &str) -> sqlx::Result<()> {
    sql::query(
        "DELETE FROM authors WHERE slug = $1 AND biography = $2
             AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.author_id = authors.id)
             AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.author_id = authors.id)
             AND NOT EXISTS (SELECT 1 FROM users u WHERE u.author_id = authors.id)",
    )
    .bind(slug)
    .bind(biography)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a category with this description that has no posts and no children, and that no menu, front page
/// and placement uses.
pub async fn remove_unused_category(connection: &mut Connection, slug: &str, description: &str) -> sqlx::Result<()> {
    sql::query(
        "DELETE FROM terms WHERE kind = 'category' AND slug = $1 AND description = $2
             AND NOT EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = terms.id)
             AND NOT EXISTS (SELECT 1 FROM terms child WHERE child.parent_id = terms.id)
             AND NOT EXISTS (SELECT 1 FROM placements l WHERE l.category_id = terms.id)
             AND NOT EXISTS (SELECT 1 FROM front_sections f WHERE f.source = '/category/' || terms.slug)
             AND NOT EXISTS (SELECT 1 FROM menu_items m WHERE m.target = '/category/' || terms.slug)",
    )
    .bind(slug)
    .bind(description)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a tag that has no posts, and that no menu and front page uses.
pub async fn remove_unused_tag(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query(
        "DELETE FROM terms WHERE kind = 'tag' AND id = $1
             AND NOT EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = terms.id)
             AND NOT EXISTS (SELECT 1 FROM front_sections f WHERE f.source = '/tag/' || terms.slug)
             AND NOT EXISTS (SELECT 1 FROM menu_items m WHERE m.target = '/tag/' || terms.slug)",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}
