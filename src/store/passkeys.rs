//! Passkeys: public keys for login.

use sqlx::FromRow;

use super::users;
use crate::clock::now;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A passkey row.
#[derive(Clone, Debug, FromRow)]
pub struct PasskeyRow {
    /// The credential ID, in base64url.
    pub id: String,
    pub user_id: i64,
    /// The name given by its owner.
    pub name: String,
    /// The public key and its counter, as JSON.
    pub credential: String,
    pub created_at: Milliseconds,
    pub used_at: Option<Milliseconds>,
}

const COLUMNS: &str = "SELECT id, user_id, name, credential, created_at, used_at FROM passkeys";

/// Finds a passkey of any user.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<PasskeyRow>> {
    let sql = format!("{COLUMNS} WHERE id = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Lists a user's passkeys, oldest first.
pub async fn list(connection: &mut Connection, user: i64) -> sqlx::Result<Vec<PasskeyRow>> {
    let sql = format!("{COLUMNS} WHERE user_id = $1 ORDER BY created_at, id");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(user).fetch_all(connection).await
}

/// Adds a passkey. Returns false if the ID exists.
pub async fn add(connection: &mut Connection, user: i64, id: &str, name: &str, credential: &str) -> sqlx::Result<bool> {
    let done = sql::query(
        "INSERT INTO passkeys (id, user_id, name, credential, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(id)
    .bind(user)
    .bind(name)
    .bind(credential)
    .bind(now())
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() > 0 {
        users::raise_credentials_version(connection, user).await?;
    }
    Ok(done.rows_affected() > 0)
}

/// Renames a user's passkey. Returns false if it does not exist.
pub async fn rename(connection: &mut Connection, user: i64, id: &str, name: &str) -> sqlx::Result<bool> {
    let done = sql::query("UPDATE passkeys SET name = $3 WHERE user_id = $1 AND id = $2")
        .bind(user)
        .bind(id)
        .bind(name)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Records the use of a passkey. `changed` is the new credential, if it has changed.
pub async fn note_use(connection: &mut Connection, id: &str, changed: Option<&str>) -> sqlx::Result<()> {
    sql::query("UPDATE passkeys SET used_at = $2, credential = COALESCE($3, credential) WHERE id = $1")
        .bind(id)
        .bind(now())
        .bind(changed)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a user's passkey. Returns false if it does not exist.
pub async fn remove(connection: &mut Connection, user: i64, id: &str) -> sqlx::Result<bool> {
    let done = sql::query("DELETE FROM passkeys WHERE user_id = $1 AND id = $2")
        .bind(user)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() > 0 {
        users::raise_credentials_version(connection, user).await?;
    }
    Ok(done.rows_affected() > 0)
}

/// Deletes all passkeys of a user. Returns false if there are none.
pub async fn remove_all(connection: &mut Connection, user: i64) -> sqlx::Result<bool> {
    let done = sql::query("DELETE FROM passkeys WHERE user_id = $1").bind(user).execute(&mut *connection).await?;
    users::raise_credentials_version(connection, user).await?;
    Ok(done.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;
    use crate::store::users::testing::add_user;

    #[tokio::test]
    async fn a_passkey_belongs_to_one_user() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let lan = add_user(&mut writing, "lan@example.org").await;
        let other = add_user(&mut writing, "minh@example.org").await;
        assert!(add(&mut writing, lan, "key", "Điện thoại", "{}").await.unwrap());
        assert!(!add(&mut writing, other, "key", "Máy khác", "{}").await.unwrap());
        assert!(!rename(&mut writing, other, "key", "Của tôi").await.unwrap());
        assert!(!remove(&mut writing, other, "key").await.unwrap());
        assert!(rename(&mut writing, lan, "key", "Máy tính").await.unwrap());
        note_use(&mut writing, "key", None).await.unwrap();
        let found = find(&mut writing, "key").await.unwrap().unwrap();
        assert_eq!((found.user_id, found.name.as_str(), found.credential.as_str()), (lan, "Máy tính", "{}"));
        assert!(found.used_at.is_some());
        note_use(&mut writing, "key", Some("[]")).await.unwrap();
        assert_eq!(list(&mut writing, lan).await.unwrap()[0].credential, "[]");
        assert!(remove(&mut writing, lan, "key").await.unwrap());
        assert!(list(&mut writing, lan).await.unwrap().is_empty());
    }
}
