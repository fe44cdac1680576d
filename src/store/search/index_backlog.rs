//! What waits to be indexed: an import of a hundred thousand posts is over long before the index has them, and a site
//! is readable without; and the comments of a busy hour are indexed a hundred at a time for the price of a few. It waits
//! in the database, so it is found in the end, whatever happens meanwhile.

use sqlx::SqliteConnection;

use super::index;

/// So much is taken up by one transaction: others write between them.
const POSTS: i64 = 100;
const COMMENTS: i64 = 1000;

/// Has what the transaction under way has changed wait, in place of [`super::index`].
pub async fn defer(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    // In one go: every statement is a way to the connection's thread and back.
    let sql = "INSERT INTO search_waiting_posts SELECT id FROM temp.unindexed_posts WHERE TRUE ON CONFLICT DO NOTHING;
               DELETE FROM temp.unindexed_posts;
               INSERT INTO search_waiting_comments SELECT id FROM temp.unindexed_comments WHERE TRUE ON CONFLICT DO NOTHING;
               DELETE FROM temp.unindexed_comments";
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

/// Whether anything waits.
pub async fn has_backlog(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM search_waiting_posts) OR EXISTS (SELECT 1 FROM search_waiting_comments)";
    sqlx::query_scalar(sql).fetch_one(connection).await
}

/// Indexes some of what waits: posts before comments. Gives back how many of each; of none there are no more.
pub async fn index_some(connection: &mut SqliteConnection) -> sqlx::Result<(u64, u64)> {
    let posts = take(
        connection,
        "INSERT INTO temp.unindexed_posts SELECT id FROM search_waiting_posts ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING",
        "DELETE FROM search_waiting_posts WHERE id IN (SELECT id FROM temp.unindexed_posts)",
        POSTS,
    );
    let posts = posts.await?;
    if posts > 0 {
        return Ok((posts, 0));
    }
    let comments = take(
        connection,
        "INSERT INTO temp.unindexed_comments SELECT id FROM search_waiting_comments ORDER BY id LIMIT $1 ON CONFLICT DO NOTHING",
        "DELETE FROM search_waiting_comments WHERE id IN (SELECT id FROM temp.unindexed_comments)",
        COMMENTS,
    );
    Ok((0, comments.await?))
}

async fn take(
    connection: &mut SqliteConnection,
    note: &'static str,
    forget: &'static str,
    most: i64,
) -> sqlx::Result<u64> {
    sqlx::query(note).bind(most).execute(&mut *connection).await?;
    let taken = sqlx::query(forget).execute(&mut *connection).await?.rows_affected();
    // Here, and not left to the commit: what fails must go on waiting.
    index(connection).await?;
    Ok(taken)
}

/// Merges parts of the index that many writes have left, a little at a time. Whether there may be more to do.
pub async fn merge_segments(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    let before: i64 = sqlx::query_scalar("SELECT total_changes()").fetch_one(&mut *connection).await?;
    for sql in [
        "INSERT INTO search_posts (search_posts, rank) VALUES ('merge', 500)",
        "INSERT INTO search_comments (search_comments, rank) VALUES ('merge', 500)",
    ] {
        sqlx::query(sql).execute(&mut *connection).await?;
    }
    let after: i64 = sqlx::query_scalar("SELECT total_changes()").fetch_one(connection).await?;
    // Each command is a change itself (SQLite, FTS5, The 'merge' Command).
    Ok(after - before > 2)
}
