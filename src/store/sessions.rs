//! Login sessions. A session is identified by the hash of its token.

use sqlx::FromRow;

use crate::clock::now;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A session row.
#[derive(Clone, Debug, FromRow)]
pub struct SessionRow {
    pub hash: String,
    pub user_id: i64,
    pub created_at: Milliseconds,
    pub seen_at: Milliseconds,
    pub expires_at: Milliseconds,
    /// When the user last authenticated with a password, passkey or recovery code.
    pub authenticated_at: Milliseconds,
    /// The address and `User-Agent` of the last use.
    pub address: String,
    pub agent: String,
}

const COLUMNS: &str =
    "SELECT hash, user_id, created_at, seen_at, expires_at, authenticated_at, address, agent FROM sessions";

/// Finds a session that has not expired, neither absolutely nor by being idle since before `idle_since`.
pub async fn find(
    connection: &mut Connection,
    hash: &str,
    idle_since: Milliseconds,
) -> sqlx::Result<Option<SessionRow>> {
    let sql = format!("{COLUMNS} WHERE hash = $1 AND expires_at > $2 AND seen_at > $3");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(hash).bind(now()).bind(idle_since).fetch_optional(connection).await
}

/// Lists a user's sessions that have not expired, last used first.
pub async fn list(connection: &mut Connection, user: i64, idle_since: Milliseconds) -> sqlx::Result<Vec<SessionRow>> {
    let sql = format!("{COLUMNS} WHERE user_id = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(user).bind(now()).bind(idle_since).fetch_all(connection).await
}

/// Adds a session, records the user's visit, and deletes all expired sessions of any user.
pub async fn add(connection: &mut Connection, session: &SessionRow) -> sqlx::Result<()> {
    sql::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now()).execute(&mut *connection).await?;
    sql::query(
        "INSERT INTO sessions (hash, user_id, created_at, seen_at, expires_at, authenticated_at, address, agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&session.hash)
    .bind(session.user_id)
    .bind(session.created_at)
    .bind(session.seen_at)
    .bind(session.expires_at)
    .bind(session.authenticated_at)
    .bind(&session.address)
    .bind(&session.agent)
    .execute(&mut *connection)
    .await?;
    sql::query("UPDATE users SET seen_at = $2 WHERE id = $1")
        .bind(session.user_id)
        .bind(session.seen_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Records the use of a session.
pub async fn touch(connection: &mut Connection, hash: &str, address: &str) -> sqlx::Result<()> {
    sql::query("UPDATE sessions SET seen_at = $2, address = $3 WHERE hash = $1")
        .bind(hash)
        .bind(now())
        .bind(address)
        .execute(connection)
        .await?;
    Ok(())
}

/// Records that the user of a session has just authenticated again.
pub async fn note_authentication(connection: &mut Connection, hash: &str) -> sqlx::Result<()> {
    sql::query("UPDATE sessions SET authenticated_at = $2 WHERE hash = $1")
        .bind(hash)
        .bind(now())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a session of a user. Returns false if it does not exist.
pub async fn remove(connection: &mut Connection, user: i64, hash: &str) -> sqlx::Result<bool> {
    let done = sql::query("DELETE FROM sessions WHERE user_id = $1 AND hash = $2")
        .bind(user)
        .bind(hash)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Deletes all sessions of a user, except `but` if given.
pub async fn remove_all(connection: &mut Connection, user: i64, but: Option<&str>) -> sqlx::Result<()> {
    sql::query("DELETE FROM sessions WHERE user_id = $1 AND hash <> COALESCE($2, '')")
        .bind(user)
        .bind(but)
        .execute(connection)
        .await?;
    Ok(())
}
