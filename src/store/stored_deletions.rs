//! Objects that are to be deleted from the storage, unless a file has them when it is time. Those of files that are
//! deleted or moved are added by triggers, with an hour's delay (migration 0018).

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// After this time, an object is deleted if no row was written for it.
pub const UNWRITTEN: Milliseconds = 24 * 60 * 60 * 1000;

/// Adds an object, or changes its time.
pub async fn add(connection: &mut Connection, object: &str, due_at: Milliseconds) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO stored_deletions (object, due_at) VALUES ($1, $2)
         ON CONFLICT (object) DO UPDATE SET due_at = excluded.due_at",
    )
    .bind(object)
    .bind(due_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Lists objects whose time has come, the earliest first. Those that a file has are taken from the list instead. In a
/// write transaction, since an import that is not committed yet may write rows for objects of the list.
pub async fn list_due(connection: &mut Connection, now: Milliseconds, limit: u32) -> sqlx::Result<Vec<String>> {
    sql::query(
        "DELETE FROM stored_deletions WHERE due_at <= $1
         AND EXISTS (SELECT 1 FROM media_files f WHERE f.object = stored_deletions.object)",
    )
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sql::query_scalar("SELECT object FROM stored_deletions WHERE due_at <= $1 ORDER BY due_at, object LIMIT $2")
        .bind(now)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Removes an object that was deleted from the list.
pub async fn remove(connection: &mut Connection, object: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM stored_deletions WHERE object = $1").bind(object).execute(connection).await?;
    Ok(())
}

/// Returns whether an object is in the list.
pub async fn contains(connection: &mut Connection, object: &str) -> sqlx::Result<bool> {
    let sql = "SELECT COUNT(*) > 0 FROM stored_deletions WHERE object = $1";
    sql::query_scalar(sql).bind(object).fetch_one(connection).await
}

/// Counts the objects in the list.
pub async fn count(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COUNT(*) FROM stored_deletions").fetch_one(connection).await
}
