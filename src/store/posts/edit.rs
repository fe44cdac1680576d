//! Posts for the editor: complete, in any status, with their version.

use sqlx::FromRow;

use super::{PostKind, PostStatus};
use crate::model::Milliseconds;
use crate::model::admin::post::{BodyFormat, CommentPolicy};
use crate::store::sql::{self, Connection};
use crate::text::fold::sort_by_name;

/// A post in any status.
#[derive(Clone, Debug, FromRow)]
pub struct EditRow {
    pub id: i64,
    pub kind: PostKind,
    pub status: PostStatus,
    pub slug: String,
    pub title: String,
    pub source: String,
    pub format: BodyFormat,
    pub html: String,
    pub standfirst: String,
    pub author_id: Option<i64>,
    pub author: Option<String>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments: CommentPolicy,
    pub menu_order: i64,
    pub parent_id: Option<i64>,
    pub pinned_at: Option<Milliseconds>,
    pub published_at: Option<Milliseconds>,
    pub updated_at: Milliseconds,
    pub version: i64,
    pub seo_title: String,
    pub seo_description: String,
    pub noindex: bool,
    pub canonical: String,
}

/// All editable fields of a post.
#[derive(Clone, Debug)]
pub struct PostUpdate {
    pub status: PostStatus,
    pub slug: String,
    pub title: String,
    /// Folded, for searching.
    pub title_folded: String,
    pub source: String,
    pub format: BodyFormat,
    pub html: String,
    pub excerpt: String,
    /// The excerpt, if it was written by hand.
    pub standfirst: String,
    pub minutes: u32,
    pub author_id: Option<i64>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments: CommentPolicy,
    pub menu_order: i64,
    pub parent_id: Option<i64>,
    pub pinned_at: Option<Milliseconds>,
    /// Required if the status is `Published` or `Scheduled`.
    pub published_at: Option<Milliseconds>,
    pub updated_at: Milliseconds,
    pub seo_title: String,
    pub seo_description: String,
    pub noindex: bool,
    pub canonical: String,
}

/// Finds a post or page in any status.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<EditRow>> {
    sql::query_as(
        "SELECT p.id, p.kind, p.status, p.slug, p.title, p.source, p.format, p.html, p.standfirst, p.author_id,
                a.name AS author, p.image_src, p.image_alt, p.image_caption, p.comments, p.menu_order, p.parent_id,
                p.pinned_at, p.published_at, p.updated_at, p.version, p.seo_title, p.seo_description, p.noindex,
                p.canonical
         FROM posts p LEFT JOIN authors a ON a.id = p.author_id WHERE p.id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Creates an empty draft with version 0 and the slug `draft-{id}`, to be filled by [`update`].
pub async fn create(connection: &mut Connection, kind: PostKind, at: Milliseconds) -> sqlx::Result<i64> {
    let id: i64 = sql::query_scalar(
        "INSERT INTO posts (kind, status, slug, title, source, format, html, excerpt, minutes, comments, created_at,
                            updated_at, version)
         VALUES ($1, 'draft', '', '', '', 'markdown', '', '', 1, 'open', $2, $2, 0) RETURNING id",
    )
    .bind(kind.as_str())
    .bind(at)
    .fetch_one(&mut *connection)
    .await?;
    sql::query("UPDATE posts SET slug = $2 WHERE id = $1")
        .bind(id)
        .bind(format!("draft-{id}"))
        .execute(connection)
        .await?;
    Ok(id)
}

/// Updates a post whose current version is `version`, and returns the new version. Returns `None` and changes nothing
/// if the current version differs.
pub async fn update(
    connection: &mut Connection,
    id: i64,
    version: i64,
    edited: &PostUpdate,
) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "UPDATE posts SET version = version + 1, status = $3, slug = $4, title = $5, title_folded = $6, source = $7,
             format = $8, html = $9, excerpt = $10, standfirst = $11, minutes = $12, author_id = $13, image_src = $14,
             image_alt = $15, image_caption = $16, comments = $17, menu_order = $18, parent_id = $19, pinned_at = $20,
             published_at = $21, updated_at = $22, seo_title = $23, seo_description = $24, noindex = $25,
             canonical = $26,
             trashed_from = CASE WHEN $3 = 'trash' THEN trashed_from END,
             trashed_at = CASE WHEN $3 = 'trash' THEN trashed_at END
         WHERE id = $1 AND version = $2 RETURNING version",
    )
    .bind(id)
    .bind(version)
    .bind(edited.status.as_str())
    .bind(&edited.slug)
    .bind(&edited.title)
    .bind(&edited.title_folded)
    .bind(&edited.source)
    .bind(edited.format.as_str())
    .bind(&edited.html)
    .bind(&edited.excerpt)
    .bind(&edited.standfirst)
    .bind(edited.minutes)
    .bind(edited.author_id)
    .bind(&edited.image_src)
    .bind(&edited.image_alt)
    .bind(&edited.image_caption)
    .bind(edited.comments.as_str())
    .bind(edited.menu_order)
    .bind(edited.parent_id)
    .bind(edited.pinned_at)
    .bind(edited.published_at)
    .bind(edited.updated_at)
    .bind(&edited.seo_title)
    .bind(&edited.seo_description)
    .bind(edited.noindex)
    .bind(&edited.canonical)
    .fetch_optional(connection)
    .await
}

/// Sets when readers have last seen a change of the post.
pub async fn set_updated(connection: &mut Connection, id: i64, at: Milliseconds) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET updated_at = $2 WHERE id = $1").bind(id).bind(at).execute(connection).await?;
    Ok(())
}

/// Increments the version after a change, so that open editors detect it.
pub async fn raise_version(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET version = version + 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Finds an unchanged draft with the same title and text that this author created since `since`: a save that is
/// repeated, because its response was lost, finds the first one.
pub async fn find_same(
    connection: &mut Connection,
    kind: PostKind,
    author: i64,
    (title, source): (&str, &str),
    since: Milliseconds,
) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "SELECT id FROM posts WHERE kind = $1 AND updated_at >= $5 AND status = 'draft' AND version = 1
             AND author_id = $2 AND title = $3 AND source = $4 ORDER BY id LIMIT 1",
    )
    .bind(kind.as_str())
    .bind(author)
    .bind(title)
    .bind(source)
    .bind(since)
    .fetch_optional(connection)
    .await
}

/// A page and its parent.
#[derive(Clone, Debug, FromRow)]
pub struct ParentPageRow {
    pub id: i64,
    pub title: String,
    pub parent_id: Option<i64>,
}

/// Lists the possible parent pages by title.
pub async fn list_pages(connection: &mut Connection) -> sqlx::Result<Vec<ParentPageRow>> {
    let mut rows: Vec<ParentPageRow> = sql::query_as(
        "SELECT id, title, parent_id FROM posts WHERE kind = 'page' AND status <> 'trash' ORDER BY title, id LIMIT 2000",
    )
    .fetch_all(connection)
    .await?;
    sort_by_name(&mut rows, |row| &row.title);
    Ok(rows)
}

/// Returns whether `page` is `above` or one of its descendants.
pub async fn is_below(connection: &mut Connection, page: i64, above: i64) -> sqlx::Result<bool> {
    sql::query_scalar(
        "WITH RECURSIVE up (id) AS (
             SELECT $1
             UNION SELECT p.parent_id FROM posts p JOIN up ON p.id = up.id WHERE p.parent_id IS NOT NULL
         ) SELECT EXISTS (SELECT 1 FROM up WHERE id = $2)",
    )
    .bind(page)
    .bind(above)
    .fetch_one(connection)
    .await
}

/// Lists up to 500 posts from old versions whose titles are not folded yet.
pub async fn list_unfolded(connection: &mut Connection) -> sqlx::Result<Vec<(i64, String)>> {
    sql::query_as("SELECT id, title FROM posts WHERE title_folded IS NULL LIMIT 500").fetch_all(connection).await
}

/// Stores a folded title.
pub async fn set_folded(connection: &mut Connection, id: i64, folded: &str) -> sqlx::Result<()> {
    let sql = "UPDATE posts SET title_folded = $2 WHERE id = $1";
    sql::query(sql).bind(id).bind(folded).execute(connection).await?;
    Ok(())
}
