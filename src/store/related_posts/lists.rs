use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::posts::LinkRow;
use crate::store::sql::{self, Connection, QueryBuilder};

/// A post that is related to another.
#[derive(Clone, Debug, FromRow)]
pub struct RelatedRow {
    pub slug: String,
    pub title: String,
    pub published_at: Milliseconds,
    pub image_src: String,
}

/// Lists the published posts that are related to one, the closest first.
pub async fn list(connection: &mut Connection, post: i64, limit: u32) -> sqlx::Result<Vec<RelatedRow>> {
    sql::query_as(
        "SELECT p.slug, p.title, p.published_at, p.image_src FROM related_posts rp JOIN posts p ON p.id = rp.related_id
         WHERE rp.post_id = $1 AND p.status = 'published' AND p.published_at IS NOT NULL
         ORDER BY rp.position LIMIT $2",
    )
    .bind(post)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Returns the times of publication of those that are published posts.
pub(super) async fn list_times(
    connection: &mut Connection,
    scored: &[(i64, f64)],
) -> sqlx::Result<Vec<(i64, Milliseconds)>> {
    if scored.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = scored.iter().map(|(id, _)| *id).collect();
    let mut query = QueryBuilder::new("SELECT p.id, COALESCE(p.published_at, p.updated_at) FROM ");
    query.push_ids(&ids);
    query.push(" CROSS JOIN posts p WHERE p.id = ids.column1 AND p.kind = 'post' AND p.status = 'published'");
    query.build_query_as().fetch_all(connection).await
}

/// Finds the published posts of a term just before and after a time and ID: (older, newer).
pub async fn list_neighbours(
    connection: &mut Connection,
    term: i64,
    at: Milliseconds,
    id: i64,
) -> sqlx::Result<(Option<LinkRow>, Option<LinkRow>)> {
    // In one call: each is a round trip to the connection's thread.
    let found: Vec<LinkRow> = sql::query_as(
        "SELECT p.id, p.slug, p.title, near.published_at FROM (
             SELECT * FROM (
                 SELECT post_id, published_at FROM post_terms
                 WHERE term_id = $3 AND published_at IS NOT NULL AND (published_at, post_id) < ($1, $2)
                 ORDER BY published_at DESC, post_id DESC LIMIT 1
             ) AS older
             UNION ALL
             SELECT * FROM (
                 SELECT post_id, published_at FROM post_terms
                 WHERE term_id = $3 AND published_at IS NOT NULL AND (published_at, post_id) > ($1, $2)
                 ORDER BY published_at, post_id LIMIT 1
             ) AS newer
         ) AS near JOIN posts p ON p.id = near.post_id WHERE p.kind = 'post'",
    )
    .bind(at)
    .bind(id)
    .bind(term)
    .fetch_all(connection)
    .await?;
    let (older, newer): (Vec<_>, Vec<_>) = found.into_iter().partition(|row| (row.published_at, row.id) < (at, id));
    Ok((older.into_iter().next(), newer.into_iter().next()))
}
