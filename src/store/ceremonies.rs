//! Passkey ceremonies that may end on another node than they began. Only PostgreSQL has them.

use super::Store;
use super::sql;
use crate::model::Milliseconds;

/// Stores a challenge under the hash of its ID, and deletes those opened before `oldest`, and the oldest above `most`.
pub async fn put(
    store: &Store,
    hash: &str,
    state: &str,
    at: Milliseconds,
    oldest: Milliseconds,
    most: i64,
) -> sqlx::Result<()> {
    let mut connection = store.read().await?;
    sql::query(
        "DELETE FROM ceremonies WHERE opened_at < $1
         OR hash IN (SELECT hash FROM ceremonies ORDER BY opened_at DESC OFFSET $2)",
    )
    .bind(oldest)
    .bind(most - 1)
    .execute(&mut connection)
    .await?;
    sql::query("INSERT INTO ceremonies (hash, state, opened_at) VALUES ($1, $2, $3)")
        .bind(hash)
        .bind(state)
        .bind(at)
        .execute(&mut connection)
        .await?;
    Ok(())
}

/// Removes a challenge and returns it, unless it was opened before `oldest`.
pub async fn take(store: &Store, hash: &str, oldest: Milliseconds) -> sqlx::Result<Option<String>> {
    let taken: Option<(String, Milliseconds)> =
        sql::query_as("DELETE FROM ceremonies WHERE hash = $1 RETURNING state, opened_at")
            .bind(hash)
            .fetch_optional(&mut *store.read().await?)
            .await?;
    Ok(taken.filter(|(_, at)| *at >= oldest).map(|(state, _)| state))
}
