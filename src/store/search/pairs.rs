use super::tokens::{PAIR, pair};
use crate::store::sql::{self, Connection, Engine, each};
use crate::text::word_segmentation::Word;

/// Rows that PostgreSQL reads for a pair, about: for frequent ones it takes a random part (GIN Tips and Tricks,
/// `gin_fuzzy_search_limit`). SQLite reads the newest only.
const BOUND: &str = "SET LOCAL gin_fuzzy_search_limit = 2000";
const NO_BOUND: &str = "SET LOCAL gin_fuzzy_search_limit = 0";

/// Finds the newest posts and pages that have each pair of consecutive words, at most `most` for each. The cost does not
/// depend on how many there are. In a transaction.
pub async fn find_pairs<'a>(
    connection: &mut Connection,
    pairs: impl Iterator<Item = (&'a Word, &'a Word)>,
    most: usize,
) -> sqlx::Result<Vec<Vec<i64>>> {
    let is_postgres = connection.engine() == Engine::Postgres;
    if is_postgres {
        connection.run(BOUND).await?;
    }
    let sql = each! {
        sqlite: "SELECT s.post_id FROM search_posts CROSS JOIN search_places s ON s.place = search_posts.rowid
                 WHERE search_posts MATCH $1 ORDER BY search_posts.rowid DESC LIMIT $2",
        postgres: "SELECT post_id FROM search_posts WHERE tokens @@ $1::TSQUERY
                   ORDER BY published_at DESC, post_id DESC LIMIT $2",
    };
    let mut found = Vec::new();
    for (first, second) in pairs {
        let token = pair("", first, second);
        debug_assert!(token.starts_with(PAIR), "a pair of the text");
        let token = if is_postgres { format!("'{token}'") } else { format!("\"{token}\"") };
        let query = sql::query_scalar(sql).bind(token).bind(i64::try_from(most).unwrap_or(i64::MAX));
        found.push(query.fetch_all(&mut *connection).await?);
    }
    if is_postgres {
        connection.run(NO_BOUND).await?;
    }
    Ok(found)
}
