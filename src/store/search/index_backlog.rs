//! The backlog of rows to index. An import of 100,000 posts finishes long before they are indexed, and the site is
//! usable without; and during a busy hour, a hundred comments are indexed for the cost of a few. The backlog is stored
//! in the database, so nothing is lost if the process ends.

use super::index;
use super::postgres::{self, Unindexed};
use crate::store::sql::{self, Connection, Engine, each};

/// Rows indexed per transaction, so that other writes can run in between.
const POSTS: i64 = 100;
const COMMENTS: i64 = 1000;

/// Adds the current transaction's changes to the backlog, in place of [`super::index`].
pub async fn defer(connection: &mut Connection) -> sqlx::Result<()> {
    if connection.engine() == Engine::Postgres {
        // Its triggers have added them.
        return Ok(());
    }
    // In one call: each is a round trip to the connection's thread.
    let sql = "INSERT INTO search_waiting_posts SELECT id FROM temp.unindexed_posts WHERE TRUE ON CONFLICT DO NOTHING;
               DELETE FROM temp.unindexed_posts;
               INSERT INTO search_waiting_comments SELECT id FROM temp.unindexed_comments WHERE TRUE ON CONFLICT DO NOTHING;
               DELETE FROM temp.unindexed_comments";
    sql::query(sql).execute(connection).await?;
    Ok(())
}

/// Returns whether the backlog is not empty.
pub async fn has_backlog(connection: &mut Connection) -> sqlx::Result<bool> {
    let sql = each! {
        sqlite: "SELECT EXISTS (SELECT 1 FROM search_waiting_posts) OR EXISTS (SELECT 1 FROM search_waiting_comments)",
        postgres: "SELECT EXISTS (SELECT 1 FROM unindexed_posts) OR EXISTS (SELECT 1 FROM unindexed_comments)",
    };
    sql::query_scalar(sql).fetch_one(connection).await
}

/// Indexes a part of the backlog: posts before comments. Returns the IDs of the posts and the number of comments. There are
/// neither if the backlog is empty.
pub async fn index_some(connection: &mut Connection) -> sqlx::Result<(Vec<i64>, u64)> {
    if connection.engine() == Engine::Postgres {
        let posts = postgres::index_posts(connection, Unindexed::Some(POSTS)).await?;
        let comments = match posts.is_empty() {
            true => postgres::index_comments(connection, Unindexed::Some(COMMENTS)).await?,
            false => 0,
        };
        return Ok((posts, comments));
    }
    let posts = take(
        connection,
        "INSERT INTO temp.unindexed_posts SELECT id FROM search_waiting_posts ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING",
        "DELETE FROM search_waiting_posts WHERE id IN (SELECT id FROM temp.unindexed_posts)",
        POSTS,
    );
    let (taken, posts) = posts.await?;
    if taken > 0 {
        return Ok((posts, 0));
    }
    let comments = take(
        connection,
        "INSERT INTO temp.unindexed_comments SELECT id FROM search_waiting_comments ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING",
        "DELETE FROM search_waiting_comments WHERE id IN (SELECT id FROM temp.unindexed_comments)",
        COMMENTS,
    );
    Ok((Vec::new(), comments.await?.0))
}

/// Returns the number of rows taken, and the IDs of the posts among them.
async fn take(
    connection: &mut Connection,
    note: &'static str,
    forget: &'static str,
    most: i64,
) -> sqlx::Result<(u64, Vec<i64>)> {
    sql::query(note).bind(most).execute(&mut *connection).await?;
    let taken = sql::query(forget).execute(&mut *connection).await?.rows_affected();
    // Done here and not left to the commit: on failure, the rows must stay in the backlog.
    let posts = index(connection).await?;
    Ok((taken, posts))
}

/// Merges some of the index segments left by many writes. Returns whether there may be more to do.
pub async fn merge_segments(connection: &mut Connection) -> sqlx::Result<bool> {
    if connection.engine() == Engine::Postgres {
        // Autovacuum does it.
        return Ok(false);
    }
    let before: i64 = sql::query_scalar("SELECT total_changes()").fetch_one(&mut *connection).await?;
    for sql in [
        "INSERT INTO search_posts (search_posts, rank) VALUES ('merge', 500)",
        "INSERT INTO search_comments (search_comments, rank) VALUES ('merge', 500)",
    ] {
        sql::query(sql).execute(&mut *connection).await?;
    }
    let after: i64 = sql::query_scalar("SELECT total_changes()").fetch_one(connection).await?;
    // Each command itself counts as one change (SQLite, FTS5, The 'merge' Command).
    Ok(after - before > 2)
}
