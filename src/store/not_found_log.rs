//! Log of paths that were not found: counted in memory and stored periodically, so that a request never costs a write.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// Maximum number of paths counted in memory. More are typical of vulnerability scans.
const MAX_COUNTED: usize = 1000;
/// Maximum number of stored paths.
const MAX_STORED: i64 = 1000;
/// Milliseconds after the last request until a path is deleted.
const FORGOTTEN_AFTER: Milliseconds = 90 * 24 * 60 * 60 * 1000;

/// A path that was not found.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct NotFoundRow {
    pub path: String,
    pub count: i64,
    /// When it was last requested.
    pub seen_at: Milliseconds,
}

/// The counts that are not stored yet.
#[derive(Debug, Default)]
pub struct NotFoundLog(Mutex<HashMap<String, (i64, Milliseconds)>>);

impl NotFoundLog {
    /// Counts a request for a path.
    pub fn count(&self, path: &str, now: Milliseconds) {
        let mut counted = self.counted();
        let has_room = counted.len() < MAX_COUNTED;
        match counted.get_mut(path) {
            Some((count, seen_at)) => (*count, *seen_at) = (*count + 1, now),
            None if has_room => drop(counted.insert(path.to_owned(), (1, now))),
            None => {}
        }
    }

    /// Takes the counts since the last call.
    pub fn take(&self) -> Vec<NotFoundRow> {
        let counted = std::mem::take(&mut *self.counted());
        counted.into_iter().map(|(path, (count, seen_at))| NotFoundRow { path, count, seen_at }).collect()
    }

    fn counted(&self) -> MutexGuard<'_, HashMap<String, (i64, Milliseconds)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds counts to the stored ones, and deletes the oldest and least requested paths.
pub async fn add(connection: &mut Connection, rows: &[NotFoundRow], now: Milliseconds) -> sqlx::Result<()> {
    for row in rows {
        sql::query(
            "INSERT INTO missing (path, count, seen_at) VALUES ($1, $2, $3)
             ON CONFLICT (path) DO UPDATE SET count = missing.count + excluded.count, seen_at = excluded.seen_at",
        )
        .bind(&row.path)
        .bind(row.count)
        .bind(row.seen_at)
        .execute(&mut *connection)
        .await?;
    }
    sql::query("DELETE FROM missing WHERE seen_at < $1").bind(now - FORGOTTEN_AFTER).execute(&mut *connection).await?;
    sql::query(
        "DELETE FROM missing WHERE path NOT IN (SELECT path FROM missing ORDER BY count DESC, seen_at DESC LIMIT $1)",
    )
    .bind(MAX_STORED)
    .execute(connection)
    .await?;
    Ok(())
}

/// Lists the most requested paths.
pub async fn list(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<NotFoundRow>> {
    sql::query_as("SELECT path, count, seen_at FROM missing ORDER BY count DESC, seen_at DESC, path LIMIT $1")
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Deletes a path.
pub async fn forget(connection: &mut Connection, path: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM missing WHERE path = $1").bind(path).execute(connection).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn counts_add_up_and_rare_or_old_paths_are_deleted() {
        let (store, _folder) = testing::open().await;
        let missing = NotFoundLog::default();
        let now = 2 * FORGOTTEN_AFTER;
        for _ in 0..3 {
            missing.count("/a", now);
        }
        let mut writing = store.write().await.unwrap();
        add(&mut writing, &missing.take(), now).await.unwrap();
        assert!(missing.take().is_empty());
        missing.count("/a", now + 1);
        missing.count("/old", 1);
        for number in 0..2 * MAX_COUNTED {
            missing.count(&format!("/x/{number}"), now);
        }
        let counted = missing.take();
        assert_eq!(counted.len(), MAX_COUNTED, "memory is bounded");
        add(&mut writing, &counted, now).await.unwrap();
        let stored = list(&mut writing, 5000).await.unwrap();
        assert_eq!(stored[0], NotFoundRow { path: "/a".to_owned(), count: 4, seen_at: now + 1 });
        assert!(stored.len() as i64 <= MAX_STORED && stored.iter().all(|row| row.path != "/old"));
        forget(&mut writing, "/a").await.unwrap();
        assert_ne!(list(&mut writing, 1).await.unwrap()[0].path, "/a");
    }
}
