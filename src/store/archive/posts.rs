use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A post or page record. Times are Unix milliseconds.
#[derive(Clone, Debug, Default, PartialEq, FromRow)]
pub struct PostRecord {
    pub id: i64,
    pub kind: String,
    pub status: String,
    pub slug: String,
    pub title: String,
    pub source: String,
    pub format: String,
    /// The HTML that is served; the excerpt is derived for lists.
    pub html: String,
    pub excerpt: String,
    pub standfirst: String,
    /// The author's slug and name.
    pub author: Option<String>,
    pub author_name: Option<String>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments: String,
    pub menu_order: i64,
    /// The slug of the parent page.
    pub parent: Option<String>,
    pub pinned_at: Option<Milliseconds>,
    pub published_at: Option<Milliseconds>,
    pub created_at: Milliseconds,
    pub updated_at: Milliseconds,
    pub password: Option<String>,
    pub guid: Option<String>,
    pub seo_title: String,
    pub seo_description: String,
    pub noindex: bool,
    pub canonical: String,
    pub trashed_from: Option<String>,
    pub trashed_at: Option<Milliseconds>,
    /// Number of times it was saved.
    pub version: i64,
}

/// Returns the post or page with the next greater ID.
pub async fn next_post(connection: &mut Connection, after: i64) -> sqlx::Result<Option<PostRecord>> {
    sql::query_as(
        "SELECT p.id, p.kind, p.status, p.slug, p.title, p.source, p.format, p.html, p.excerpt, p.standfirst,
                a.slug AS author, a.name AS author_name, p.image_src, p.image_alt, p.image_caption, p.comments,
                p.menu_order, above.slug AS parent, p.pinned_at, p.published_at, p.created_at, p.updated_at,
                p.password, p.guid, p.seo_title, p.seo_description, p.noindex, p.canonical, p.trashed_from, p.trashed_at,
                p.version
         FROM posts p LEFT JOIN authors a ON a.id = p.author_id LEFT JOIN posts above ON above.id = p.parent_id
         WHERE p.id > $1 ORDER BY p.id LIMIT 1",
    )
    .bind(after)
    .fetch_optional(connection)
    .await
}

/// Sets the fields of a post that adding it does not set.
pub async fn complete_post(connection: &mut Connection, post: &PostRecord) -> sqlx::Result<()> {
    sql::query(
        "UPDATE posts SET created_at = $2, seo_title = $3, seo_description = $4, trashed_from = $5, trashed_at = $6,
                          version = $7, noindex = $8, canonical = $9
         WHERE id = $1",
    )
    .bind(post.id)
    .bind(post.created_at)
    .bind(&post.seo_title)
    .bind(&post.seo_description)
    .bind(&post.trashed_from)
    .bind(post.trashed_at)
    .bind(post.version)
    .bind(post.noindex)
    .bind(&post.canonical)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets the parent of a page by slug. Returns false if there is no such page.
pub async fn set_parent(connection: &mut Connection, id: i64, parent: &str) -> sqlx::Result<bool> {
    let done = sql::query(
        "UPDATE posts SET parent_id = (SELECT above.id FROM posts above WHERE above.kind = 'page' AND above.slug = $2)
         WHERE id = $1 AND EXISTS (SELECT 1 FROM posts above WHERE above.kind = 'page' AND above.slug = $2)",
    )
    .bind(id)
    .bind(parent)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
