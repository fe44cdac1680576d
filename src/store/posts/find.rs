use sqlx::AssertSqlSafe;

use super::{LinkRow, PostKind, PostRow};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// Selects the columns of a [`PostRow`], with posts as `p` and authors as `a`.
pub(super) const COLUMNS: &str =
    "SELECT p.id, p.slug, p.title, p.html, p.excerpt, p.standfirst, p.minutes, p.image_src, p.image_alt,
    p.image_caption, p.comments, p.comment_count, COALESCE(p.published_at, p.updated_at) AS published_at, p.updated_at,
    p.seo_title, p.seo_description, p.noindex, p.canonical, a.slug AS author_slug, a.name AS author_name,
    a.biography_html AS author_biography, a.role AS author_role, a.portrait AS author_portrait, a.links AS author_links
    FROM posts p LEFT JOIN authors a ON a.id = p.author_id";

/// Finds a published post or page by slug.
pub async fn find(connection: &mut Connection, kind: PostKind, slug: &str) -> sqlx::Result<Option<PostRow>> {
    let sql = format!("{COLUMNS} WHERE p.kind = $1 AND p.slug = $2 AND p.status = 'published'");
    sql::query_as(AssertSqlSafe(sql)).bind(kind.as_str()).bind(slug).fetch_optional(connection).await
}

/// Finds a post or page in any status by ID. For the editor and previews.
pub async fn find_any_status(connection: &mut Connection, id: i64) -> sqlx::Result<Option<PostRow>> {
    let sql = format!("{COLUMNS} WHERE p.id = $1");
    sql::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Finds the ID of a post or page in any status by slug.
pub async fn find_id(connection: &mut Connection, kind: PostKind, slug: &str) -> sqlx::Result<Option<i64>> {
    sql::query_scalar("SELECT id FROM posts WHERE kind = $1 AND slug = $2")
        .bind(kind.as_str())
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// Finds the title of a published post or page.
pub async fn find_title(connection: &mut Connection, id: i64) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT title FROM posts WHERE id = $1 AND status = 'published'")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Finds the published posts just before and after a time and ID: (older, newer).
pub async fn neighbours(
    connection: &mut Connection,
    at: Milliseconds,
    id: i64,
) -> sqlx::Result<(Option<LinkRow>, Option<LinkRow>)> {
    // In one call: each is a round trip to the connection's thread.
    let found: Vec<LinkRow> = sql::query_as(
        "SELECT * FROM (
             SELECT id, slug, title, published_at FROM posts
             WHERE kind = 'post' AND status = 'published' AND (published_at, id) < ($1, $2)
             ORDER BY published_at DESC, id DESC LIMIT 1
         ) AS older
         UNION ALL
         SELECT * FROM (
             SELECT id, slug, title, published_at FROM posts
             WHERE kind = 'post' AND status = 'published' AND (published_at, id) > ($1, $2)
             ORDER BY published_at, id LIMIT 1
         ) AS newer",
    )
    .bind(at)
    .bind(id)
    .fetch_all(connection)
    .await?;
    let (older, newer): (Vec<_>, Vec<_>) = found.into_iter().partition(|row| (row.published_at, row.id) < (at, id));
    Ok((older.into_iter().next(), newer.into_iter().next()))
}

/// Returns the stored number of a post's published comments.
pub async fn count_comments(connection: &mut Connection, id: i64) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT comment_count FROM posts WHERE id = $1").bind(id).fetch_one(connection).await
}
