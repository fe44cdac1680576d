//! Terms as editors see them: whole, and with what is not published.

use sqlx::{FromRow, SqliteConnection};

use crate::model::term::TermKind;
use crate::store::escape;
use crate::text::fold::sort_by_name;

/// A term, whole.
#[derive(Clone, Debug, FromRow)]
pub struct TermTableRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub description_html: String,
    pub parent_id: Option<i64>,
    pub post_count: i64,
    /// Posts and pages of every status.
    pub uses: i64,
}

/// What tags are looked for.
#[derive(Clone, Debug, Default)]
pub struct TagFilter {
    /// Part of the name; empty for all.
    pub name: String,
    /// Part of the slug, which knows neither case nor diacritics; empty: none fits.
    pub slug: String,
    /// Uses and slug of the tag before the first.
    pub after: Option<(i64, String)>,
}

/// Reads a term.
pub async fn read(connection: &mut SqliteConnection, kind: TermKind, id: i64) -> sqlx::Result<Option<TermTableRow>> {
    sqlx::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t WHERE t.kind = $1 AND t.id = $2",
    )
    .bind(kind.as_str())
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// What kind of term has this id.
pub async fn kind_of(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<Option<TermKind>> {
    sqlx::query_scalar("SELECT kind FROM terms WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// All terms of a kind, by name.
pub async fn list(connection: &mut SqliteConnection, kind: TermKind) -> sqlx::Result<Vec<TermTableRow>> {
    let mut rows: Vec<TermTableRow> = sqlx::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t WHERE t.kind = $1",
    )
    .bind(kind.as_str())
    .fetch_all(connection)
    .await?;
    sort_by_name(&mut rows, |row| &row.name);
    Ok(rows)
}

/// Tags, those of the most published posts first; one more than `limit` tells that there are more.
pub async fn list_tags(
    connection: &mut SqliteConnection,
    wanted: &TagFilter,
    limit: i64,
) -> sqlx::Result<Vec<TermTableRow>> {
    let (count, slug) = wanted.after.clone().unwrap_or((i64::MAX, String::new()));
    sqlx::query_as(
        "SELECT t.id, t.slug, t.name, t.description, t.description_html, t.parent_id, t.post_count,
                (SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = t.id) AS uses
         FROM terms t
         WHERE t.kind = 'tag' AND (t.post_count < $1 OR (t.post_count = $1 AND t.slug > $2))
           AND (LOWER(t.name) LIKE '%' || LOWER($3) || '%' ESCAPE '\\'
                OR ($4 <> '' AND t.slug LIKE '%' || $4 || '%'))
         ORDER BY t.post_count DESC, t.slug LIMIT $5",
    )
    .bind(count)
    .bind(slug)
    .bind(escape(&wanted.name))
    .bind(&wanted.slug)
    .bind(limit + 1)
    .fetch_all(connection)
    .await
}

/// How many tags there are, and how many of them have no post at all.
pub async fn count_tags(connection: &mut SqliteConnection) -> sqlx::Result<(i64, i64)> {
    sqlx::query_as(
        "SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM post_terms pt WHERE pt.term_id = t.id) THEN 0 ELSE 1 END), 0)
         FROM terms t WHERE t.kind = 'tag'",
    )
    .fetch_one(connection)
    .await
}

/// The posts and pages under a term.
pub async fn list_posts(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar("SELECT post_id FROM post_terms WHERE term_id = $1 ORDER BY post_id")
        .bind(id)
        .fetch_all(connection)
        .await
}

/// The categories directly below one.
pub async fn list_children(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar("SELECT id FROM terms WHERE parent_id = $1 ORDER BY id").bind(id).fetch_all(connection).await
}

/// Whether a term is another, or stands somewhere below it.
pub async fn is_within(connection: &mut SqliteConnection, id: i64, above: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar(
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
