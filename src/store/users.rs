//! Users, who can log in.

use sqlx::FromRow;

use super::revisions;
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::admin::post::BodyFormat;
use crate::model::user::{Role, User};
use crate::store::sql::{self, Connection};
use crate::text::fold::sort_by_name;

/// A user row.
#[derive(Clone, Debug, FromRow)]
pub struct UserRow {
    pub id: i64,
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password_hash: Option<String>,
    pub author_id: Option<i64>,
    /// Increases with every change of the user's credentials. Signed tokens include it.
    pub credentials_version: i64,
    pub created_at: Milliseconds,
    pub seen_at: Option<Milliseconds>,
    /// What new posts are written in; `None`: what the site's setting says.
    pub body_format: Option<BodyFormat>,
}

impl UserRow {
    /// Converts to the type used by the rest of the program, without the password.
    pub fn into_user(self) -> User {
        User { id: self.id, name: self.name, email: self.email, role: self.role, author: self.author_id }
    }
}

/// A user to insert.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// In any case; stored in lower case.
    pub email: String,
    pub name: String,
    pub role: Role,
    pub password_hash: Option<String>,
    pub author_id: Option<i64>,
}

const COLUMNS: &str =
    "SELECT id, email, name, role, password_hash, author_id, credentials_version, created_at, seen_at,
                              body_format FROM users";

/// Returns whether there are any users.
pub async fn any(connection: &mut Connection) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM users)").fetch_one(connection).await
}

/// Lists the name and email address of every user.
pub async fn list_people(connection: &mut Connection) -> sqlx::Result<Vec<(String, String)>> {
    sql::query_as("SELECT name, email FROM users").fetch_all(connection).await
}

/// Finds a user.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<UserRow>> {
    let sql = format!("{COLUMNS} WHERE id = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Finds a user by email address, ignoring case.
pub async fn find_by_email(connection: &mut Connection, email: &str) -> sqlx::Result<Option<UserRow>> {
    let sql = format!("{COLUMNS} WHERE email = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(email.to_lowercase()).fetch_optional(connection).await
}

/// Lists all users by name.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<UserRow>> {
    let mut rows: Vec<UserRow> = sql::query_as(COLUMNS).fetch_all(connection).await?;
    sort_by_name(&mut rows, |row| &row.name);
    Ok(rows)
}

/// Adds a user. Returns `None` if the email address is taken.
pub async fn add(connection: &mut Connection, user: &NewUser) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "INSERT INTO users (email, name, role, password_hash, author_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (email) DO NOTHING RETURNING id",
    )
    .bind(user.email.to_lowercase())
    .bind(&user.name)
    .bind(user.role.as_str())
    .bind(&user.password_hash)
    .bind(user.author_id)
    .bind(now())
    .fetch_optional(connection)
    .await
}

/// Records a change of the user's credentials, which invalidates all earlier links and tokens.
pub async fn raise_credentials_version(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE users SET credentials_version = credentials_version + 1 WHERE id = $1")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Sets a user's password.
pub async fn set_password(connection: &mut Connection, id: i64, hash: &str) -> sqlx::Result<()> {
    sql::query("UPDATE users SET password_hash = $2, credentials_version = credentials_version + 1 WHERE id = $1")
        .bind(id)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(())
}

/// Stores a new hash of the same password. Tokens stay valid.
pub async fn rehash_password(connection: &mut Connection, id: i64, hash: &str) -> sqlx::Result<()> {
    sql::query("UPDATE users SET password_hash = $2 WHERE id = $1").bind(id).bind(hash).execute(connection).await?;
    Ok(())
}

/// Sets a user's author profile, which readers see.
pub async fn set_author(connection: &mut Connection, id: i64, author: i64) -> sqlx::Result<()> {
    sql::query("UPDATE users SET author_id = $2 WHERE id = $1").bind(id).bind(author).execute(connection).await?;
    Ok(())
}

/// Removes a user's password.
pub async fn clear_password(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE users SET password_hash = NULL, credentials_version = credentials_version + 1 WHERE id = $1")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Sets a user's name and email address, which must be free. A change of the address invalidates links sent to the old
/// one.
pub async fn set_profile(connection: &mut Connection, id: i64, name: &str, email: &str) -> sqlx::Result<()> {
    sql::query(
        "UPDATE users SET name = $2, email = $3,
         credentials_version = credentials_version + CASE WHEN email = $3 THEN 0 ELSE 1 END WHERE id = $1",
    )
    .bind(id)
    .bind(name)
    .bind(email.to_lowercase())
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets what a user's new posts are written in; `None`: what the site's setting says.
pub async fn set_body_format(connection: &mut Connection, id: i64, format: Option<BodyFormat>) -> sqlx::Result<()> {
    sql::query("UPDATE users SET body_format = $2 WHERE id = $1")
        .bind(id)
        .bind(format.map(BodyFormat::as_str))
        .execute(connection)
        .await?;
    Ok(())
}

/// Sets a user's role.
pub async fn set_role(connection: &mut Connection, id: i64, role: Role) -> sqlx::Result<()> {
    sql::query("UPDATE users SET role = $2 WHERE id = $1").bind(id).bind(role.as_str()).execute(connection).await?;
    Ok(())
}

/// Deletes a user with their sessions, passkeys and recovery codes. Revisions keep the name.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    revisions::sign(connection, id).await?;
    sql::query("DELETE FROM users WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Counts the administrators other than this user who can log in.
pub async fn count_other_administrators(connection: &mut Connection, id: i64) -> sqlx::Result<i64> {
    sql::query_scalar(
        "SELECT COUNT(*) FROM users WHERE role = 'administrator' AND id <> $1
         AND (password_hash IS NOT NULL OR EXISTS (SELECT 1 FROM passkeys WHERE user_id = users.id))",
    )
    .bind(id)
    .fetch_one(connection)
    .await
}

#[cfg(test)]
pub mod testing {
    use super::*;

    /// Adds a user with the role author.
    pub async fn add_user(connection: &mut Connection, email: &str) -> i64 {
        let user = NewUser {
            email: email.to_owned(),
            name: email.to_owned(),
            role: Role::Author,
            password_hash: None,
            author_id: None,
        };
        add(connection, &user).await.unwrap().unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn email_addresses_are_unique_ignoring_case() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        assert!(!any(&mut writing).await.unwrap());
        let user = NewUser {
            email: "Lan@Example.org".to_owned(),
            name: "Lan".to_owned(),
            role: Role::Editor,
            password_hash: None,
            author_id: None,
        };
        let id = add(&mut writing, &user).await.unwrap().unwrap();
        let again = NewUser { email: "lan@example.ORG".to_owned(), ..user };
        assert_eq!(add(&mut writing, &again).await.unwrap(), None);
        let found = find_by_email(&mut writing, "LAN@example.org").await.unwrap().unwrap();
        assert_eq!((found.id, found.email.as_str()), (id, "lan@example.org"));
        set_password(&mut writing, id, "hash").await.unwrap();
        assert_eq!(find(&mut writing, id).await.unwrap().unwrap().password_hash.as_deref(), Some("hash"));
        assert_eq!(list(&mut writing).await.unwrap().len(), 1);
        assert!(any(&mut writing).await.unwrap());
    }
}
