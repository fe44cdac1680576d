//! Account events: a log of changes to a user's login credentials.

use sqlx::FromRow;

use crate::clock::now;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// Number of events stored per user.
const KEPT: i64 = 50;

/// An event row.
#[derive(Clone, Debug, FromRow)]
pub struct AccountEventRow {
    /// A value of `AccountEventKind::as_str`.
    pub kind: String,
    /// The subject: the name of a passkey, or an email address.
    pub detail: String,
    /// The client's address and `User-Agent`. Empty for the command line.
    pub address: String,
    pub agent: String,
    pub created_at: Milliseconds,
}

/// Adds an event for a user, and deletes the user's oldest events above the maximum.
pub async fn add(
    connection: &mut Connection,
    user: i64,
    kind: &str,
    detail: &str,
    address: &str,
    agent: &str,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO account_events (user_id, kind, detail, address, agent, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(user)
    .bind(kind)
    .bind(detail)
    .bind(address)
    .bind(agent)
    .bind(now())
    .execute(&mut *connection)
    .await?;
    sql::query(
        "DELETE FROM account_events WHERE user_id = $1 AND id <=
         (SELECT id FROM account_events WHERE user_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
    )
    .bind(user)
    .bind(KEPT)
    .execute(connection)
    .await?;
    Ok(())
}

/// Lists a user's events since a time, newest first, at most `most`.
pub async fn list(
    connection: &mut Connection,
    user: i64,
    since: Milliseconds,
    most: u32,
) -> sqlx::Result<Vec<AccountEventRow>> {
    sql::query_as(
        "SELECT kind, detail, address, agent, created_at FROM account_events
         WHERE user_id = $1 AND created_at >= $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(user)
    .bind(since)
    .bind(most)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;
    use crate::store::users::testing::add_user;

    #[tokio::test]
    async fn the_newest_of_each_user_are_kept() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let lan = add_user(&mut writing, "lan@example.org").await;
        let other = add_user(&mut writing, "minh@example.org").await;
        add(&mut writing, other, "passkey_added", "Máy bàn", "", "").await.unwrap();
        for number in 0..KEPT + 7 {
            add(&mut writing, lan, "passkey_added", &number.to_string(), "192.0.2.1", "").await.unwrap();
        }
        let found = list(&mut writing, lan, 0, 1000).await.unwrap();
        assert_eq!(found.len(), KEPT as usize);
        assert_eq!(found[0].detail, (KEPT + 6).to_string());
        assert_eq!(list(&mut writing, other, 0, 1000).await.unwrap().len(), 1, "each has their own");
        assert!(list(&mut writing, lan, now() + 1000, 1000).await.unwrap().is_empty());
    }
}
