//! Removes deleted content from the index. FTS5 only marks a row as deleted, and drops its tokens when it merges the
//! segment they are in, which may never happen by itself.

use crate::store::sql::{self, Connection, Engine};
use sqlx::AssertSqlSafe;

/// The tables of the index.
const TABLES: [&str; 2] = ["search_posts", "search_comments"];
/// IDs of pages with deletion marks start here: `FTS5_TOMBSTONE_ROWID` in SQLite's fts5_index.c.
const FIRST_MARK: i64 = 1 << 53;

/// Returns whether the index holds tokens of deleted rows.
pub async fn holds_deleted(connection: &mut Connection) -> sqlx::Result<bool> {
    if connection.engine() == Engine::Postgres {
        // Its index has no tokens without a row.
        return Ok(false);
    }
    for table in TABLES {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table}_data WHERE id >= $1)");
        if sql::query_scalar(AssertSqlSafe(sql)).bind(FIRST_MARK).fetch_one(&mut *connection).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Drops some of the deleted tokens. Returns whether there are more.
pub async fn drop_some(connection: &mut Connection) -> sqlx::Result<bool> {
    if connection.engine() == Engine::Postgres {
        return Ok(false);
    }
    let count = "SELECT total_changes()";
    let before: i64 = sql::query_scalar(count).fetch_one(&mut *connection).await?;
    // A negative number merges all segments, however few there are (SQLite, FTS5, The 'merge' Command).
    merge(connection, "'merge', -1000").await?;
    let after: i64 = sql::query_scalar(count).fetch_one(&mut *connection).await?;
    // Each command itself counts as one change.
    Ok(after - before > TABLES.len() as i64 && holds_deleted(connection).await?)
}

/// Drops all deleted tokens at once, which takes as long as writing the whole index.
pub async fn drop_all(connection: &mut Connection) -> sqlx::Result<()> {
    match connection.engine() {
        Engine::Sqlite => merge(connection, "'optimize', NULL").await,
        Engine::Postgres => Ok(()),
    }
}

async fn merge(connection: &mut Connection, command: &str) -> sqlx::Result<()> {
    for table in TABLES {
        let sql = format!("INSERT INTO {table} ({table}, rank) VALUES ({command})");
        sql::query(AssertSqlSafe(sql)).execute(&mut *connection).await?;
    }
    Ok(())
}
