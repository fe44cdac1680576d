//! Rules that block comments.

use sqlx::FromRow;

use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::admin::block_rule::BlockRuleKind;
use crate::store::sql::{self, Connection};

/// A rule row.
#[derive(Clone, Debug, FromRow)]
pub struct BlockRuleRow {
    pub id: i64,
    pub kind: BlockRuleKind,
    pub pattern: String,
    pub created_at: Milliseconds,
}

/// Lists all rules, newest first.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<BlockRuleRow>> {
    sql::query_as("SELECT id, kind, pattern, created_at FROM blocks ORDER BY created_at DESC, id DESC")
        .fetch_all(connection)
        .await
}

/// Finds a rule.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<BlockRuleRow>> {
    sql::query_as("SELECT id, kind, pattern, created_at FROM blocks WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Adds a rule and returns its ID, or `None` if it exists.
pub async fn add(connection: &mut Connection, kind: BlockRuleKind, pattern: &str) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "INSERT INTO blocks (kind, pattern, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (kind, pattern) DO NOTHING RETURNING id",
    )
    .bind(kind.as_str())
    .bind(pattern)
    .bind(now())
    .fetch_optional(connection)
    .await
}

/// Deletes a rule. Does nothing if it is already deleted.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM blocks WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
