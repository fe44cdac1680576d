//! Whether the file is sound.

use sqlx::SqliteConnection;

/// What is wrong with the file: SQLite's own check, and references that lead nowhere. Empty when all is well.
pub async fn examine(connection: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    let mut faults: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut *connection).await?;
    faults.retain(|line| line != "ok");
    let dangling: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as("PRAGMA foreign_key_check").fetch_all(connection).await?;
    let described = dangling.into_iter().map(|(table, row, parent, _)| match row {
        Some(row) => format!("{table} row {row} refers to a row of {parent} that is not there"),
        None => format!("{table} refers to a row of {parent} that is not there"),
    });
    faults.extend(described);
    Ok(faults)
}

/// How many rows the site's tables have: posts and pages, comments, terms.
pub async fn count(connection: &mut SqliteConnection) -> sqlx::Result<(i64, i64, i64)> {
    sqlx::query_as("SELECT (SELECT COUNT(*) FROM posts), (SELECT COUNT(*) FROM comments), (SELECT COUNT(*) FROM terms)")
        .fetch_one(connection)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_new_database_is_sound_and_a_dangling_row_is_found() {
        let (store, _folder) = testing::open().await;
        let mut reading = store.read().await.unwrap();
        assert!(examine(&mut reading).await.unwrap().is_empty());
        assert_eq!(count(&mut reading).await.unwrap(), (0, 0, 0));
        let mut writing = store.write().await.unwrap();
        sqlx::query("PRAGMA defer_foreign_keys = ON").execute(&mut *writing).await.unwrap();
        sqlx::query("INSERT INTO post_terms (post_id, term_id) VALUES (7, 7)").execute(&mut *writing).await.unwrap();
        assert_eq!(examine(&mut writing).await.unwrap().len(), 2);
    }
}
