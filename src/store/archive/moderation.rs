use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Rows;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A rule that blocks comments.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRuleRecord {
    /// `address`, `email`, `word` or `host`.
    pub kind: String,
    pub pattern: String,
    /// Unix milliseconds.
    pub created_at: Milliseconds,
}

/// The spam filter's count of comments with a token, by kind.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpamTokenRecord {
    /// The token. Empty for the count of all comments.
    pub token: String,
    pub spam: i64,
    pub ham: i64,
}

/// Streams the rules in the order they were made.
pub fn stream_block_rules(connection: &mut Connection) -> Rows<'_, BlockRuleRecord> {
    sql::query_as("SELECT kind, pattern, created_at FROM blocks ORDER BY id").fetch(connection)
}

/// Adds a rule.
pub async fn insert_block_rule(connection: &mut Connection, block: &BlockRuleRecord) -> sqlx::Result<()> {
    sql::query("INSERT INTO blocks (kind, pattern, created_at) VALUES ($1, $2, $3)")
        .bind(&block.kind)
        .bind(&block.pattern)
        .bind(block.created_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Streams the token counts by token.
pub fn stream_spam_tokens(connection: &mut Connection) -> Rows<'_, SpamTokenRecord> {
    sql::query_as("SELECT token, spam, ham FROM spam_tokens ORDER BY token").fetch(connection)
}

/// Adds a token count.
pub async fn insert_spam_token(connection: &mut Connection, lesson: &SpamTokenRecord) -> sqlx::Result<()> {
    sql::query("INSERT INTO spam_tokens (token, spam, ham) VALUES ($1, $2, $3)")
        .bind(&lesson.token)
        .bind(lesson.spam)
        .bind(lesson.ham)
        .execute(connection)
        .await?;
    Ok(())
}
