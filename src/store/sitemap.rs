//! Queries for sitemaps. A sitemap covers a range of IDs, so its size is limited, and new entries only change the last
//! one.

use sqlx::{AssertSqlSafe, FromRow};

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// The kinds of entries with a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitemapKind {
    Posts,
    Pages,
    Categories,
    Tags,
    Authors,
}

impl SitemapKind {
    /// All kinds, in the order of the sitemap index.
    pub const ALL: [SitemapKind; 5] =
        [SitemapKind::Posts, SitemapKind::Pages, SitemapKind::Categories, SitemapKind::Tags, SitemapKind::Authors];

    /// Returns the table, and the condition for rows whose page exists and is not empty.
    fn rows(self) -> &'static str {
        match self {
            SitemapKind::Posts => {
                "posts t WHERE t.kind = 'post' AND t.status = 'published' AND NOT t.noindex AND t.canonical = ''"
            }
            SitemapKind::Pages => {
                "posts t WHERE t.kind = 'page' AND t.status = 'published' AND NOT t.noindex AND t.canonical = ''"
            }
            SitemapKind::Categories => "terms t WHERE t.kind = 'category' AND t.post_count > 0",
            SitemapKind::Tags => "terms t WHERE t.kind = 'tag' AND t.post_count > 0",
            SitemapKind::Authors => {
                "authors t WHERE EXISTS (SELECT 1 FROM posts p WHERE p.author_id = t.id AND p.status = 'published' \
                 AND p.kind = 'post')"
            }
        }
    }

    /// Returns the SQL for the time of the page's last change.
    fn changed(self) -> &'static str {
        match self {
            SitemapKind::Posts | SitemapKind::Pages => "t.updated_at",
            SitemapKind::Categories | SitemapKind::Tags => {
                "(SELECT MAX(pt.published_at) FROM post_terms pt WHERE pt.term_id = t.id)"
            }
            SitemapKind::Authors => {
                "(SELECT MAX(p.published_at) FROM posts p WHERE p.author_id = t.id AND p.status = 'published')"
            }
        }
    }
}

/// A range of IDs that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RangeRow {
    /// The range starts at this number times the size.
    pub place: i64,
    pub count: i64,
    pub changed_at: Option<Milliseconds>,
}

/// An entry of a sitemap.
#[derive(Clone, Debug, FromRow)]
pub struct SitemapRow {
    pub id: i64,
    pub slug: String,
    pub changed_at: Option<Milliseconds>,
    /// Its own picture, or empty.
    pub image_src: String,
}

/// Lists the non-empty ranges of `size` IDs, or only the one at `place`.
pub async fn list_ranges(
    connection: &mut Connection,
    part: SitemapKind,
    size: i64,
    place: Option<i64>,
) -> sqlx::Result<Vec<RangeRow>> {
    let (rows, changed) = (part.rows(), part.changed());
    let within = if place.is_some() { "t.id >= $2 * $1 AND t.id < ($2 + 1) * $1" } else { "$2 = $2" };
    let sql = format!(
        "SELECT t.id / $1 AS place, COUNT(*) AS count, MAX({changed}) AS changed_at FROM {rows} AND {within}
         GROUP BY 1 ORDER BY 1"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(size).bind(place.unwrap_or_default()).fetch_all(connection).await
}

/// Lists the entries with IDs in `from..to`, by ID.
pub async fn list(
    connection: &mut Connection,
    part: SitemapKind,
    from: i64,
    to: i64,
    limit: i64,
) -> sqlx::Result<Vec<SitemapRow>> {
    let (rows, changed) = (part.rows(), part.changed());
    let image = if matches!(part, SitemapKind::Posts | SitemapKind::Pages) { "t.image_src" } else { "''" };
    let sql = format!(
        "SELECT t.id, t.slug, {changed} AS changed_at, {image} AS image_src FROM {rows}
         AND t.id >= $1 AND t.id < $2 ORDER BY t.id LIMIT $3"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(from).bind(to).bind(limit).fetch_all(connection).await
}

/// Lists the library pictures used by posts with IDs in `from..=to`: the post's ID, the picture's, and the name of its
/// main file.
pub async fn list_pictures(connection: &mut Connection, from: i64, to: i64) -> sqlx::Result<Vec<(i64, i64, String)>> {
    sql::query_as(
        "SELECT pm.post_id, m.id, m.name FROM post_media pm JOIN media m ON m.id = pm.media_id
         WHERE pm.post_id >= $1 AND pm.post_id <= $2 AND m.content_type LIKE 'image/%' ORDER BY pm.post_id, m.id",
    )
    .bind(from)
    .bind(to)
    .fetch_all(connection)
    .await
}
