//! Hashes of unused recovery codes.

use super::users;
use crate::store::sql::{self, Connection};

/// Replaces all codes of a user.
pub async fn replace(connection: &mut Connection, user: i64, hashes: &[String]) -> sqlx::Result<()> {
    remove_all(connection, user).await?;
    for hash in hashes {
        sql::query("INSERT INTO recovery_codes (user_id, hash) VALUES ($1, $2)")
            .bind(user)
            .bind(hash)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Counts a user's unused codes.
pub async fn count(connection: &mut Connection, user: i64) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1").bind(user).fetch_one(connection).await
}

/// Deletes a code as used. Returns false if the user has no such code.
pub async fn use_up(connection: &mut Connection, user: i64, hash: &str) -> sqlx::Result<bool> {
    let done = sql::query("DELETE FROM recovery_codes WHERE user_id = $1 AND hash = $2")
        .bind(user)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Deletes all codes of a user.
pub async fn remove_all(connection: &mut Connection, user: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM recovery_codes WHERE user_id = $1").bind(user).execute(&mut *connection).await?;
    users::raise_credentials_version(connection, user).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;
    use crate::store::users::testing::add_user;

    #[tokio::test]
    async fn a_code_is_used_once_by_its_owner() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let lan = add_user(&mut writing, "lan@example.org").await;
        let other = add_user(&mut writing, "minh@example.org").await;
        replace(&mut writing, lan, &["a".to_owned(), "b".to_owned()]).await.unwrap();
        assert!(!use_up(&mut writing, other, "a").await.unwrap());
        assert!(use_up(&mut writing, lan, "a").await.unwrap());
        assert!(!use_up(&mut writing, lan, "a").await.unwrap());
        assert_eq!(count(&mut writing, lan).await.unwrap(), 1);
        replace(&mut writing, lan, &["c".to_owned()]).await.unwrap();
        assert!(!use_up(&mut writing, lan, "b").await.unwrap());
        assert_eq!(count(&mut writing, lan).await.unwrap(), 1);
    }
}
