//! The tree of pages.

use sqlx::FromRow;

use crate::store::sql::{self, Connection};

/// Levels above a page that are shown, at most. A circle ends here, too.
const DEEPEST: i64 = 10;
/// Pages below a page that are shown, at most.
const MOST: i64 = 200;

/// A page above or below another.
#[derive(Clone, Debug, FromRow)]
pub struct PageLinkRow {
    pub slug: String,
    pub title: String,
}

/// Lists the published pages above one, topmost first.
pub async fn list_above(connection: &mut Connection, id: i64) -> sqlx::Result<Vec<PageLinkRow>> {
    sql::query_as(
        "WITH RECURSIVE above (id, depth) AS (
             SELECT parent_id, 1 FROM posts WHERE id = $1 AND parent_id IS NOT NULL
             UNION ALL
             SELECT parents.parent_id, a.depth + 1 FROM above a JOIN posts parents ON parents.id = a.id
             WHERE parents.parent_id IS NOT NULL AND a.depth < $2
         )
         SELECT parents.slug, parents.title FROM above a JOIN posts parents ON parents.id = a.id
         WHERE parents.kind = 'page' AND parents.status = 'published' ORDER BY a.depth DESC",
    )
    .bind(id)
    .bind(DEEPEST)
    .fetch_all(connection)
    .await
}

/// Lists the published pages directly below one, in their order.
pub async fn list_below(connection: &mut Connection, id: i64) -> sqlx::Result<Vec<PageLinkRow>> {
    // Concatenated so that SQLite takes the index by parent, and not one by kind and status.
    sql::query_as(
        "SELECT slug, title FROM posts WHERE parent_id = $1 AND kind || '' = 'page' AND status || '' = 'published'
         ORDER BY menu_order, title, id LIMIT $2",
    )
    .bind(id)
    .bind(MOST)
    .fetch_all(connection)
    .await
}
