//! The index in PostgreSQL: text search vectors of our own tokens, so that a search finds the same as in SQLite.
//!
//! Triggers note the rows to index in `unindexed_posts` and `unindexed_comments`, with the version that wrote them.

use serde::Serialize;
use sqlx::AssertSqlSafe;

use super::indexed_post;
use super::tokens::of_comment;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};
use crate::text::plain_text::plain;

/// Maximum length of a token (bytes): longer ones are cut by PostgreSQL into others.
const LONGEST_TOKEN: usize = 2000;
/// Maximum length of all tokens of a text (bytes). PostgreSQL's limit is 1 MiB (Text Search, "Limitations").
const MOST: usize = 900_000;
/// Rows indexed per statement, at most.
const BATCH: i64 = 256;
/// Size of their tokens (bytes) from which they are stored before there are so many.
const BATCH_SIZE: usize = 1 << 20;

pub const POSTS: &str = "SELECT post_id FROM search_posts WHERE tokens @@ $1::TSQUERY
                         ORDER BY published_at DESC, post_id DESC LIMIT $2";
pub const COMMENTS: &str = "SELECT comment_id FROM (
                                SELECT comment_id, created_at FROM search_comments WHERE tokens @@ $1::TSQUERY
                                ORDER BY comment_id DESC LIMIT $2) found
                            ORDER BY created_at DESC, comment_id DESC";

const STORE_POSTS: &str = "
    INSERT INTO search_posts (post_id, published_at, tokens)
    SELECT i.id, i.at, array_to_tsvector(string_to_array(i.tokens, ' '))
    FROM jsonb_to_recordset(CAST($1 AS JSONB)) AS i (id BIGINT, at BIGINT, tokens TEXT)
    ON CONFLICT (post_id) DO UPDATE SET published_at = excluded.published_at, tokens = excluded.tokens";
const STORE_COMMENTS: &str = "
    INSERT INTO search_comments (comment_id, created_at, tokens)
    SELECT i.id, i.at, array_to_tsvector(string_to_array(i.tokens, ' '))
    FROM jsonb_to_recordset(CAST($1 AS JSONB)) AS i (id BIGINT, at BIGINT, tokens TEXT)
    ON CONFLICT (comment_id) DO UPDATE SET created_at = excluded.created_at, tokens = excluded.tokens";

/// What this transaction has noted. Its version is the newest, so `>=` finds the same rows as `=`; but after an import all
/// rows that wait have one version, and for `=` the planner would read them all.
const OWN: &str = "version >= (SELECT version FROM clock) ORDER BY version DESC";

/// Which rows to index.
#[derive(Clone, Copy, Debug)]
pub enum Unindexed {
    /// Those that this transaction has written.
    Own,
    /// At most this many that wait.
    Some(i64),
}

/// Indexes posts, and returns their IDs.
pub async fn index_posts(connection: &mut Connection, which: Unindexed) -> sqlx::Result<Vec<i64>> {
    let taken: Vec<i64> = match which {
        Unindexed::Own => {
            // See `OWN`.
            let sql = "DELETE FROM unindexed_posts WHERE version >= (SELECT version FROM clock) RETURNING id";
            sql::query_scalar(sql).fetch_all(&mut *connection).await?
        }
        Unindexed::Some(most) => {
            let sql = "DELETE FROM unindexed_posts WHERE id IN (SELECT id FROM unindexed_posts ORDER BY id LIMIT $1)
                       RETURNING id";
            sql::query_scalar(sql).bind(most).fetch_all(&mut *connection).await?
        }
    };
    let mut rows = Rows::new(STORE_POSTS);
    for id in &taken {
        match indexed_post::read(connection, *id).await? {
            Some(post) => rows.add(connection, *id, post.at, post.tokens()).await?,
            None => {
                sql::query("DELETE FROM search_posts WHERE post_id = $1").bind(*id).execute(&mut *connection).await?;
            }
        }
    }
    rows.store(connection).await?;
    Ok(taken)
}

/// Indexes comments, and returns their number.
pub async fn index_comments(connection: &mut Connection, which: Unindexed) -> sqlx::Result<u64> {
    let (place, most) = match which {
        Unindexed::Own => (OWN, i64::MAX),
        Unindexed::Some(most) => ("TRUE ORDER BY id", most),
    };
    let sql = format!(
        "WITH taken AS (
             DELETE FROM unindexed_comments WHERE id IN (SELECT id FROM unindexed_comments WHERE {place} LIMIT $1)
             RETURNING id)
         SELECT t.id, c.created_at, c.html FROM taken t LEFT JOIN (
             SELECT c.id, c.created_at, c.html FROM comments c JOIN posts p ON p.id = c.post_id
             WHERE c.status = 'published' AND p.status = 'published') c ON c.id = t.id"
    );
    let mut count = 0;
    loop {
        let batch = BATCH.min(most - count);
        let taken: Vec<(i64, Option<Milliseconds>, Option<String>)> =
            sql::query_as(AssertSqlSafe(sql.clone())).bind(batch).fetch_all(&mut *connection).await?;
        let length = taken.len() as i64;
        let mut rows = Rows::new(STORE_COMMENTS);
        for (id, at, html) in taken {
            match at.zip(html) {
                Some((at, html)) => rows.add(connection, id, at, of_comment(&plain(&html))).await?,
                None => {
                    let sql = "DELETE FROM search_comments WHERE comment_id = $1";
                    sql::query(sql).bind(id).execute(connection).await?;
                }
            }
        }
        rows.store(connection).await?;
        count += length;
        if length < BATCH || count >= most {
            return Ok(count.unsigned_abs());
        }
    }
}

/// Rows of an index that one statement stores: a round trip for each took most of the time of a restore.
struct Rows {
    statement: &'static str,
    rows: Vec<Row>,
    /// Of their tokens, in bytes.
    size: usize,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    at: Milliseconds,
    tokens: String,
}

impl Rows {
    fn new(statement: &'static str) -> Rows {
        Rows { statement, rows: Vec::new(), size: 0 }
    }

    async fn add(
        &mut self,
        connection: &mut Connection,
        id: i64,
        at: Milliseconds,
        tokens: String,
    ) -> sqlx::Result<()> {
        let tokens = bound(tokens);
        self.size += tokens.len();
        self.rows.push(Row { id, at, tokens });
        if self.size >= BATCH_SIZE || self.rows.len() as i64 >= BATCH {
            self.store(connection).await?;
        }
        Ok(())
    }

    async fn store(&mut self, connection: &mut Connection) -> sqlx::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = serde_json::to_string(&std::mem::take(&mut self.rows)).map_err(|e| sqlx::Error::Encode(e.into()))?;
        self.size = 0;
        sql::query(self.statement).bind(rows).execute(connection).await?;
        Ok(())
    }
}

/// Leaves out tokens that are too long for PostgreSQL, and those after the first [`MOST`] bytes.
fn bound(tokens: String) -> String {
    if tokens.len() <= LONGEST_TOKEN {
        return tokens;
    }
    let mut length = 0;
    let kept = tokens.split(' ').filter(|token| token.len() <= LONGEST_TOKEN).take_while(|token| {
        length += token.len() + 1;
        length <= MOST
    });
    kept.collect::<Vec<_>>().join(" ")
}
