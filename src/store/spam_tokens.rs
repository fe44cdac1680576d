//! Training data of the spam filter: the number of comments of each kind with a token.

use std::collections::BTreeMap;

use crate::store::sql::{self, Connection, QueryBuilder};
use sqlx::FromRow;

/// The token that counts all comments.
pub const TOTAL: &str = "";

/// Values per statement. SQLite and PostgreSQL both allow more than 32,000.
const BATCH: usize = 900;

/// Numbers of comments, or changes of these numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct TokenCount {
    pub spam: i64,
    pub ham: i64,
}

/// Adds to the counts; negative numbers subtract. Tokens whose counts are 0 are deleted.
pub async fn add(connection: &mut Connection, changes: &BTreeMap<String, TokenCount>) -> sqlx::Result<()> {
    let changes: Vec<_> = changes.iter().filter(|(_, tally)| **tally != TokenCount::default()).collect();
    for batch in changes.chunks(BATCH) {
        let mut statement = QueryBuilder::new("INSERT INTO spam_tokens (token, spam, ham) ");
        statement.push_values(batch, |mut row, (token, tally)| {
            row.push_bind(token.as_str()).push_bind(tally.spam).push_bind(tally.ham);
        });
        statement.push(
            " ON CONFLICT (token) DO UPDATE
              SET spam = spam_tokens.spam + excluded.spam, ham = spam_tokens.ham + excluded.ham",
        );
        statement.build().execute(&mut *connection).await?;
    }
    let lessened: Vec<_> = changes.iter().filter(|(_, tally)| tally.spam < 0 || tally.ham < 0).collect();
    for batch in lessened.chunks(BATCH) {
        let mut statement = QueryBuilder::new("DELETE FROM spam_tokens WHERE spam <= 0 AND ham <= 0 AND token IN (");
        let mut list = statement.separated(", ");
        for (token, _) in batch {
            list.push_bind(token.as_str());
        }
        statement.push(")");
        statement.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Returns the number of comments the filter was trained on.
pub async fn find_total(connection: &mut Connection) -> sqlx::Result<TokenCount> {
    let found: Option<(i64, i64)> = sql::query_as("SELECT spam, ham FROM spam_tokens WHERE token = $1")
        .bind(TOTAL)
        .fetch_optional(connection)
        .await?;
    Ok(found.map(|(spam, ham)| TokenCount { spam, ham }).unwrap_or_default())
}

/// Finds the counts of these tokens, as far as they have any.
pub async fn find(connection: &mut Connection, tokens: &[String]) -> sqlx::Result<Vec<(String, TokenCount)>> {
    let mut found = Vec::new();
    for batch in tokens.chunks(BATCH) {
        let mut statement = QueryBuilder::new("SELECT token, spam, ham FROM spam_tokens WHERE token IN (");
        let mut list = statement.separated(", ");
        for token in batch {
            list.push_bind(token.as_str());
        }
        statement.push(")");
        // Statements with other numbers of tokens would evict reusable ones from the cache.
        let query = statement.build_query_as().persistent(false);
        let rows: Vec<(String, i64, i64)> = query.fetch_all(&mut *connection).await?;
        found.extend(rows.into_iter().map(|(token, spam, ham)| (token, TokenCount { spam, ham })));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn untrained_tokens_are_deleted() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let tally = |spam, ham| TokenCount { spam, ham };
        let many: BTreeMap<String, TokenCount> =
            (0..2_000).map(|number| (format!("word:{number}"), tally(1, 0))).collect();
        add(&mut writing, &many).await.unwrap();
        add(&mut writing, &BTreeMap::from([("word:7".to_owned(), tally(2, 1)), ("word:x".to_owned(), tally(0, 0))]))
            .await
            .unwrap();
        let tokens: Vec<String> = many.keys().cloned().chain(["word:x".to_owned()]).collect();
        let found = find(&mut writing, &tokens).await.unwrap();
        assert_eq!(found.len(), 2_000);
        assert!(found.contains(&("word:7".to_owned(), tally(3, 1))));

        let back = many.into_keys().map(|token| (token, tally(-1, 0))).collect();
        add(&mut writing, &back).await.unwrap();
        assert_eq!(find(&mut writing, &tokens).await.unwrap(), [("word:7".to_owned(), tally(2, 1))]);
    }
}
