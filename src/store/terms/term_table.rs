//! Terms for the admin: complete, with the number of unpublished posts.

use sqlx::FromRow;

use crate::model::term::TermKind;
use crate::store::escape;
use crate::store::sql::{self, Connection};
use crate::text::fold::sort_by_name;

/// A complete term.
#[derive(Clone, Debug, FromRow)]
pub struct TermTableRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub description_html: String,
    pub parent_id: Option<i64>,
    pub post_count: i64,
    /// Lower ones come first.
    pub position: i64,
    /// Number of posts and pages in any status.
    pub uses: i64,
}

/// The filter of a list of tags.
#[derive(Clone, Debug, Default)]
pub struct TagFilter {
    /// A substring of the name. Empty for all.
    pub name: String,
    /// A substring of the slug, which has no case and no diacritics. Empty matches none.
    pub slug: String,
    /// Number of published posts and slug of the last tag on the previous page.
    pub after: Option<(i64, String)>,
}

/// Reads a term.
pub async fn read(connection: &mut Connection, kind: TermKind, id: i64) -> sqlx::Result<Option<TermTableRow>> {
    sql::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count, t.position,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t WHERE t.kind = $1 AND t.id = $2",
    )
    .bind(kind.as_str())
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Returns the kind of a term.
pub async fn kind_of(connection: &mut Connection, id: i64) -> sqlx::Result<Option<TermKind>> {
    sql::query_scalar("SELECT kind FROM terms WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Lists all terms of a kind by position and name.
pub async fn list(connection: &mut Connection, kind: TermKind) -> sqlx::Result<Vec<TermTableRow>> {
    let mut rows: Vec<TermTableRow> = sql::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count, t.position,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t WHERE t.kind = $1",
    )
    .bind(kind.as_str())
    .fetch_all(connection)
    .await?;
    sort_by_name(&mut rows, |row| &row.name);
    rows.sort_by_key(|row| row.position);
    Ok(rows)
}

/// Lists tags, those with the most published posts first. Returns up to one more than `limit`, which tells that there
/// are more.
pub async fn list_tags(connection: &mut Connection, wanted: &TagFilter, limit: i64) -> sqlx::Result<Vec<TermTableRow>> {
    let (count, slug) = wanted.after.clone().unwrap_or((i64::MAX, String::new()));
    sql::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count, t.position,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t
         WHERE t.kind = 'tag' AND (t.post_count < $1 OR (t.post_count = $1 AND t.slug > $2))
           AND (LOWER(t.name) LIKE '%' || $3 || '%' ESCAPE '\\'
                OR ($4 <> '' AND t.slug LIKE '%' || $4 || '%' ESCAPE '\\'))
         ORDER BY t.post_count DESC, t.slug LIMIT $5",
    )
    .bind(count)
    .bind(slug)
    .bind(escape(&wanted.name.to_ascii_lowercase()))
    .bind(&wanted.slug)
    .bind(limit + 1)
    .fetch_all(connection)
    .await
}

/// Counts all tags, and those without posts.
pub async fn count_tags(connection: &mut Connection) -> sqlx::Result<(i64, i64)> {
    sql::query_as(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = t.id) THEN 0 ELSE 1 END), 0)
         FROM terms t WHERE t.kind = 'tag'",
    )
    .fetch_one(connection)
    .await
}

/// Lists the posts and pages of a term.
pub async fn list_posts(connection: &mut Connection, id: i64) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar("SELECT post_id FROM post_terms WHERE term_id = $1 ORDER BY post_id")
        .bind(id)
        .fetch_all(connection)
        .await
}

/// Lists the children of a category.
pub async fn list_children(connection: &mut Connection, id: i64) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar("SELECT id FROM terms WHERE parent_id = $1 ORDER BY id").bind(id).fetch_all(connection).await
}

/// Returns whether a term is `above` or one of its descendants.
pub async fn is_within(connection: &mut Connection, id: i64, above: i64) -> sqlx::Result<bool> {
    sql::query_scalar(
        "WITH RECURSIVE above (id) AS (
             SELECT $1
             UNION SELECT t.parent_id FROM terms t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL
         )
         SELECT EXISTS (SELECT 1 FROM above WHERE id = $2)",
    )
    .bind(id)
    .bind(above)
    .fetch_one(connection)
    .await
}
