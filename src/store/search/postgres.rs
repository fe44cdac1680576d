//! The index in PostgreSQL: text search vectors of our own tokens, so that a search finds the same as in SQLite.
//!
//! Triggers note the rows to index in `unindexed_posts` and `unindexed_comments`, with the version that wrote them.

use super::indexed_post;
use super::tokens::of_comment;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};
use crate::text::plain_text::plain;

/// Maximum length of a token (bytes): longer ones are cut by PostgreSQL into others.
const LONGEST_TOKEN: usize = 2000;
/// Maximum length of all tokens of a text (bytes). PostgreSQL's limit is 1 MiB (Text Search, "Limitations").
const MOST: usize = 900_000;
/// Rows indexed per statement.
const BATCH: i64 = 256;

pub const POSTS: &str = "SELECT post_id FROM search_posts WHERE tokens @@ $1::TSQUERY
                         ORDER BY published_at DESC, post_id DESC LIMIT $2";
pub const COMMENTS: &str = "SELECT comment_id FROM (
                                SELECT comment_id, created_at FROM search_comments WHERE tokens @@ $1::TSQUERY
                                ORDER BY comment_id DESC LIMIT $2) found
                            ORDER BY created_at DESC, comment_id DESC";

/// Which rows to index.
#[derive(Clone, Copy, Debug)]
pub enum Unindexed {
    /// Those that this transaction has written.
    Own,
    /// At most this many that wait.
    Some(i64),
}

/// Indexes posts, and returns their number.
pub async fn index_posts(connection: &mut Connection, which: Unindexed) -> sqlx::Result<u64> {
    let taken: Vec<i64> = match which {
        Unindexed::Own => {
            let sql = "DELETE FROM unindexed_posts WHERE version = (SELECT version FROM clock) RETURNING id";
            sql::query_scalar(sql).fetch_all(&mut *connection).await?
        }
        Unindexed::Some(most) => {
            let sql = "DELETE FROM unindexed_posts WHERE id IN (SELECT id FROM unindexed_posts ORDER BY id LIMIT $1)
                       RETURNING id";
            sql::query_scalar(sql).bind(most).fetch_all(&mut *connection).await?
        }
    };
    for id in &taken {
        index_post(connection, *id).await?;
    }
    Ok(taken.len() as u64)
}

async fn index_post(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    let Some(post) = indexed_post::read(connection, id).await? else {
        sql::query("DELETE FROM search_posts WHERE post_id = $1").bind(id).execute(connection).await?;
        return Ok(());
    };
    sql::query(
        "INSERT INTO search_posts (post_id, published_at, tokens)
         VALUES ($1, $2, array_to_tsvector(string_to_array($3, ' ')))
         ON CONFLICT (post_id) DO UPDATE SET published_at = excluded.published_at, tokens = excluded.tokens",
    )
    .bind(id)
    .bind(post.at)
    .bind(bound(post.tokens()))
    .execute(connection)
    .await?;
    Ok(())
}

/// Indexes comments, and returns their number.
pub async fn index_comments(connection: &mut Connection, which: Unindexed) -> sqlx::Result<u64> {
    let (version, most) = match which {
        Unindexed::Own => (true, i64::MAX),
        Unindexed::Some(most) => (false, most),
    };
    let mut count = 0;
    loop {
        let batch = BATCH.min(most - count);
        let taken: Vec<(i64, Option<Milliseconds>, Option<String>)> = sql::query_as(
            "WITH taken AS (
                 DELETE FROM unindexed_comments WHERE id IN (
                     SELECT id FROM unindexed_comments
                     WHERE NOT $1 OR version = (SELECT version FROM clock) ORDER BY id LIMIT $2)
                 RETURNING id)
             SELECT t.id, c.created_at, c.html FROM taken t LEFT JOIN (
                 SELECT c.id, c.created_at, c.html FROM comments c JOIN posts p ON p.id = c.post_id
                 WHERE c.status = 'published' AND p.status = 'published') c ON c.id = t.id",
        )
        .bind(version)
        .bind(batch)
        .fetch_all(&mut *connection)
        .await?;
        let length = taken.len() as i64;
        for (id, at, html) in taken {
            match at.zip(html) {
                Some((at, html)) => index_comment(connection, id, at, &html).await?,
                None => {
                    let sql = "DELETE FROM search_comments WHERE comment_id = $1";
                    sql::query(sql).bind(id).execute(connection).await?;
                }
            }
        }
        count += length;
        if length < BATCH || count >= most {
            return Ok(count.unsigned_abs());
        }
    }
}

async fn index_comment(connection: &mut Connection, id: i64, at: Milliseconds, html: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO search_comments (comment_id, created_at, tokens)
         VALUES ($1, $2, array_to_tsvector(string_to_array($3, ' ')))
         ON CONFLICT (comment_id) DO UPDATE SET created_at = excluded.created_at, tokens = excluded.tokens",
    )
    .bind(id)
    .bind(at)
    .bind(bound(of_comment(&plain(html))))
    .execute(connection)
    .await?;
    Ok(())
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
