//! The posts of a category and its descendants.
//!
//! Each category's posts are indexed in order, and a page is merged from the first posts of each. The cost depends only
//! on the page size, whether every post is in the category or none has been for years.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::store::sql::QueryAs;
use sqlx::AssertSqlSafe;

use super::listing_cursor::ListingCursor;
use super::{CARD_COLUMNS, CardRow};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryBuilder};

/// Maximum number of categories per statement. SQLite's limit is 500.
const BATCH: usize = 100;

/// Lists the first `limit` posts from a cursor on, in the cursor's order.
pub async fn list(
    connection: &mut Connection,
    category: i64,
    cursor: ListingCursor,
    limit: i64,
) -> sqlx::Result<Vec<CardRow>> {
    let terms: Vec<i64> = sql::query_scalar(
        "WITH RECURSIVE branch (id) AS (
             SELECT $1 UNION SELECT t.id FROM terms t JOIN branch b ON t.parent_id = b.id
         ) SELECT id FROM branch",
    )
    .bind(category)
    .fetch_all(&mut *connection)
    .await?;
    let (place, order, (at, after)) = cursor.condition("published_at", "post_id");
    let mut found: BTreeSet<(Milliseconds, i64)> = BTreeSet::new();
    for batch in terms.chunks(BATCH) {
        let walks = (0..batch.len()).map(|number| {
            format!(
                "SELECT at, id FROM (SELECT published_at AS at, post_id AS id FROM post_terms
                     WHERE term_id = ${} AND published_at IS NOT NULL AND {place}
                     ORDER BY published_at {order}, post_id {order} LIMIT $3) AS walk",
                number + 4
            )
        });
        let sql = walks.collect::<Vec<_>>().join(" UNION ALL ");
        let query = sql::query_as(AssertSqlSafe(sql)).bind(at).bind(after).bind(limit);
        let query = batch.iter().fold(query, QueryAs::bind);
        // A post in several of the categories is found several times.
        let walked: Vec<(Milliseconds, i64)> = query.fetch_all(&mut *connection).await?;
        found.extend(walked);
    }
    let ids: Vec<i64> = match cursor {
        ListingCursor::After(..) => found.into_iter().map(|(_, id)| id).take(limit as usize).collect(),
        ListingCursor::Start | ListingCursor::Before(..) => {
            found.into_iter().rev().map(|(_, id)| id).take(limit as usize).collect()
        }
    };
    let mut cards = find_cards(connection, &ids).await?;
    match cursor {
        ListingCursor::After(..) => cards.sort_by_key(|card| (card.published_at, card.id)),
        ListingCursor::Start | ListingCursor::Before(..) => {
            cards.sort_by_key(|card| Reverse((card.published_at, card.id)));
        }
    }
    Ok(cards)
}

/// Finds published posts by ID, in any order.
pub async fn find_cards(connection: &mut Connection, ids: &[i64]) -> sqlx::Result<Vec<CardRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(format!("SELECT {CARD_COLUMNS} FROM "));
    query.push_ids(ids).push(
        " CROSS JOIN posts p LEFT JOIN authors a ON a.id = p.author_id
         WHERE p.id = ids.column1 AND p.kind = 'post' AND p.published_at IS NOT NULL",
    );
    query.build_query_as().fetch_all(connection).await
}
