//! Posts by the time of their publication.

use std::ops::Range;

use sqlx::AssertSqlSafe;

use super::listing_cursor::ListingCursor;
use super::{CARD_COLUMNS, CardRow};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryAs};

/// Lists the first `limit` posts of a time from a cursor on, in the cursor's order.
pub async fn list(
    connection: &mut Connection,
    (from, until): (Milliseconds, Milliseconds),
    cursor: ListingCursor,
    limit: i64,
) -> sqlx::Result<Vec<CardRow>> {
    let (place, order, (at, after)) = cursor.condition("p.published_at", "p.id");
    let sql = format!(
        "SELECT {CARD_COLUMNS} FROM posts p LEFT JOIN authors a ON a.id = p.author_id
         WHERE p.kind = 'post' AND p.status = 'published' AND p.published_at >= $4 AND p.published_at < $5 AND {place}
         ORDER BY p.published_at {order}, p.id {order} LIMIT $3"
    );
    let query = sql::query_as(AssertSqlSafe(sql)).bind(at).bind(after).bind(limit).bind(from).bind(until);
    query.fetch_all(connection).await
}

/// Counts the published posts of each time. Each count is a range of an index, so all of them cost as much as there are
/// posts in these times, without reading one.
pub async fn count(connection: &mut Connection, times: &[Range<Milliseconds>]) -> sqlx::Result<Vec<i64>> {
    if times.is_empty() {
        return Ok(Vec::new());
    }
    let counts = (0..times.len()).map(|place| {
        format!(
            "SELECT CAST({place} AS BIGINT) AS place, COUNT(*) AS count FROM posts
             WHERE kind = 'post' AND status = 'published' AND published_at >= ${} AND published_at < ${}",
            place * 2 + 1,
            place * 2 + 2
        )
    });
    let sql = counts.collect::<Vec<_>>().join(" UNION ALL ");
    let query = times.iter().fold(sql::query_as(AssertSqlSafe(sql)), |query, time| {
        QueryAs::bind(QueryAs::bind(query, time.start), time.end)
    });
    let mut counts: Vec<(i64, i64)> = query.fetch_all(connection).await?;
    counts.sort_unstable();
    Ok(counts.into_iter().map(|(_, count)| count).collect())
}

/// Returns the times of the oldest and the newest published post.
pub async fn extent(connection: &mut Connection) -> sqlx::Result<Option<(Milliseconds, Milliseconds)>> {
    let (oldest, newest): (Option<Milliseconds>, Option<Milliseconds>) = sql::query_as(
        "SELECT (SELECT published_at FROM posts WHERE kind = 'post' AND status = 'published' AND published_at IS NOT NULL
                 ORDER BY published_at, id LIMIT 1),
                (SELECT published_at FROM posts WHERE kind = 'post' AND status = 'published' AND published_at IS NOT NULL
                 ORDER BY published_at DESC, id DESC LIMIT 1)",
    )
    .fetch_one(connection)
    .await?;
    Ok(oldest.zip(newest))
}
