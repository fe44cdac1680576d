//! Who has which post open, for all nodes together. Only PostgreSQL has it.

use super::Store;
use super::sql;
use crate::model::Milliseconds;

/// Records that a user has a post open, and returns the sorted names of the others who were seen since `oldest`.
pub async fn note(
    store: &Store,
    post: i64,
    user: (i64, &str),
    at: Milliseconds,
    oldest: Milliseconds,
) -> sqlx::Result<Vec<String>> {
    let mut connection = store.read().await?;
    sql::query("DELETE FROM presence WHERE seen_at < $1 OR seen_at > $2")
        .bind(oldest)
        .bind(at)
        .execute(&mut connection)
        .await?;
    sql::query(
        "INSERT INTO presence (post_id, user_id, name, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (post_id, user_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at",
    )
    .bind(post)
    .bind(user.0)
    .bind(user.1)
    .bind(at)
    .execute(&mut connection)
    .await?;
    sql::query_scalar("SELECT name FROM presence WHERE post_id = $1 AND user_id <> $2 ORDER BY name")
        .bind(post)
        .bind(user.0)
        .fetch_all(&mut connection)
        .await
}
