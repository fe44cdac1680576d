//! The posts of a category and of all below it.
//!
//! Each category has its posts in order, and a page of all of them is made of the beginnings of each: so it costs what
//! there is to show, whether the category is the one that every post is in or one that nobody has used for years.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, QueryBuilder, SqliteConnection};

use super::listing_cursor::ListingCursor;
use super::{CARD_COLUMNS, CardRow};
use crate::model::Milliseconds;

/// How many categories one statement walks along; SQLite takes 500.
const BATCH: usize = 100;

/// The first `limit` posts from a cursor on, in the order in which it reads.
pub async fn list(
    connection: &mut SqliteConnection,
    category: i64,
    cursor: ListingCursor,
    limit: i64,
) -> sqlx::Result<Vec<CardRow>> {
    let terms: Vec<i64> = sqlx::query_scalar(
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
        let query = sqlx::query_as(AssertSqlSafe(sql)).bind(at).bind(after).bind(limit);
        let query = batch.iter().fold(query, |query, term| query.bind(term));
        // A post in several of the categories comes up several times.
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
            cards.sort_by_key(|card| Reverse((card.published_at, card.id)))
        }
    }
    Ok(cards)
}

async fn find_cards(connection: &mut SqliteConnection, ids: &[i64]) -> sqlx::Result<Vec<CardRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(format!(
        "SELECT {CARD_COLUMNS} FROM posts p LEFT JOIN authors a ON a.id = p.author_id
         WHERE p.kind = 'post' AND p.published_at IS NOT NULL AND p.id IN ("
    ));
    let mut list = query.separated(", ");
    for id in ids {
        list.push_bind(*id);
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}
