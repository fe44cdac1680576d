//! Readers who want to be told by mail of replies to their comments.

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::admin::post::PostKind;
use crate::store::sql::{self, Connection};

/// A subscription to the replies to a comment.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct SubscriptionRow {
    pub id: i64,
    pub email: String,
    pub comment_id: i64,
    pub confirmed_at: Option<Milliseconds>,
    /// The post of the comment.
    pub kind: PostKind,
    pub slug: String,
    pub title: String,
}

/// A published reply, and the subscriber who is to be told of it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct DueReplyRow {
    pub reply_id: i64,
    pub subscription_id: i64,
    pub email: String,
}

const COLUMNS: &str = "SELECT s.id, s.email, s.comment_id, s.confirmed_at, p.kind, p.slug, p.title
                       FROM reply_subscriptions s JOIN comments c ON c.id = s.comment_id JOIN posts p ON p.id = c.post_id";

/// Adds a subscription that is not confirmed yet, unless the address has `most` of those since `since` already: nobody is
/// to be flooded with questions.
pub async fn add(
    connection: &mut Connection,
    comment: i64,
    email: &str,
    at: Milliseconds,
    since: Milliseconds,
    most: i64,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO reply_subscriptions (comment_id, email, created_at)
         SELECT $1, $2, $3 WHERE $5 > (SELECT COUNT(*) FROM reply_subscriptions
                                       WHERE email = $2 AND created_at > $4 AND confirmed_at IS NULL)
         ON CONFLICT (comment_id) DO NOTHING",
    )
    .bind(comment)
    .bind(email.to_lowercase())
    .bind(at)
    .bind(since)
    .bind(most)
    .execute(connection)
    .await?;
    Ok(())
}

/// Finds a subscription.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<SubscriptionRow>> {
    let sql = format!("{COLUMNS} WHERE s.id = $1");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await
}

/// Lists the confirmed subscriptions of an address, the newest first.
pub async fn list_of(connection: &mut Connection, email: &str) -> sqlx::Result<Vec<SubscriptionRow>> {
    let sql =
        format!("{COLUMNS} WHERE s.email = $1 AND s.confirmed_at IS NOT NULL ORDER BY s.created_at DESC LIMIT 200");
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(email).fetch_all(connection).await
}

/// Lists subscriptions whose owners have not been asked yet. Comments that are spam are not worth a mail.
pub async fn list_unasked(connection: &mut Connection) -> sqlx::Result<Vec<SubscriptionRow>> {
    let sql = format!(
        "{COLUMNS} WHERE s.confirmed_at IS NULL AND s.asked_at IS NULL AND c.status IN ('published', 'waiting')
         ORDER BY s.id LIMIT 100"
    );
    sql::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(connection).await
}

/// Notes that the owner of the address is asked.
pub async fn note_asked(connection: &mut Connection, id: i64, at: Milliseconds) -> sqlx::Result<()> {
    sql::query("UPDATE reply_subscriptions SET asked_at = $2 WHERE id = $1")
        .bind(id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that the owner of the address wants it.
pub async fn confirm(connection: &mut Connection, id: i64, email: &str, at: Milliseconds) -> sqlx::Result<()> {
    sql::query(
        "UPDATE reply_subscriptions SET confirmed_at = $3 WHERE id = $1 AND email = $2 AND confirmed_at IS NULL",
    )
    .bind(id)
    .bind(email)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends a subscription of an address.
pub async fn remove(connection: &mut Connection, id: i64, email: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM reply_subscriptions WHERE id = $1 AND email = $2")
        .bind(id)
        .bind(email)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends all subscriptions of an address. Returns their number.
pub async fn remove_all(connection: &mut Connection, email: &str) -> sqlx::Result<u64> {
    let done = sql::query("DELETE FROM reply_subscriptions WHERE email = $1").bind(email).execute(connection).await?;
    Ok(done.rows_affected())
}

/// Deletes subscriptions that nobody has confirmed since `limit`.
pub async fn forget(connection: &mut Connection, limit: Milliseconds) -> sqlx::Result<()> {
    sql::query("DELETE FROM reply_subscriptions WHERE confirmed_at IS NULL AND created_at < $1")
        .bind(limit)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes subscriptions whose owners were not asked. For sites that do not send mail any more.
pub async fn forget_unasked(connection: &mut Connection) -> sqlx::Result<()> {
    let sql = "DELETE FROM reply_subscriptions WHERE confirmed_at IS NULL AND asked_at IS NULL";
    sql::query(sql).execute(connection).await?;
    Ok(())
}

/// Returns whether somebody is to be asked or told, or an address to be forgotten that was not confirmed since `limit`.
pub async fn has_work(connection: &mut Connection, limit: Milliseconds) -> sqlx::Result<bool> {
    sql::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM published_replies)
         OR EXISTS (SELECT 1 FROM reply_subscriptions WHERE confirmed_at IS NULL AND created_at < $1)
         OR EXISTS (SELECT 1 FROM reply_subscriptions s JOIN comments c ON c.id = s.comment_id
                    WHERE s.confirmed_at IS NULL AND s.asked_at IS NULL AND c.status IN ('published', 'waiting'))",
    )
    .bind(limit)
    .fetch_one(connection)
    .await
}

/// Takes the published replies, with those who are to be told: not of their own replies.
pub async fn take_published(connection: &mut Connection) -> sqlx::Result<Vec<DueReplyRow>> {
    let due = sql::query_as(
        "SELECT c.id AS reply_id, s.id AS subscription_id, s.email
         FROM published_replies r JOIN comments c ON c.id = r.comment_id
         JOIN reply_subscriptions s ON s.comment_id = c.parent_id
         WHERE c.status = 'published' AND s.confirmed_at IS NOT NULL AND LOWER(c.email) <> s.email ORDER BY c.id",
    )
    .fetch_all(&mut *connection)
    .await?;
    sql::query("DELETE FROM published_replies").execute(connection).await?;
    Ok(due)
}

/// A published reply.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct ReplyRow {
    pub name: String,
    pub html: String,
}

/// Finds a reply, if it is still published.
pub async fn find_reply(connection: &mut Connection, id: i64) -> sqlx::Result<Option<ReplyRow>> {
    sql::query_as(
        "SELECT c.name, c.html FROM comments c JOIN posts p ON p.id = c.post_id
         WHERE c.id = $1 AND c.status = 'published' AND p.status = 'published'",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}
