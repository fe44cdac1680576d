//! Mail that waits to be sent, and which process sends it.

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A mail to add.
#[derive(Clone, Debug)]
pub struct NewMail<'a> {
    pub recipient: &'a str,
    /// JSON that says what the mail is about.
    pub content: &'a str,
    /// Mail with the same topic waits only once.
    pub topic: Option<&'a str>,
    pub created_at: Milliseconds,
    pub due_at: Milliseconds,
    /// From when on it is not tried any more.
    pub expires_at: Milliseconds,
}

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct MailRow {
    pub id: i64,
    pub recipient: String,
    pub content: String,
    pub created_at: Milliseconds,
    pub expires_at: Milliseconds,
    pub attempts: i64,
}

/// A mail that was given up.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct FailedMailRow {
    pub recipient: String,
    pub created_at: Milliseconds,
    /// What the server said last.
    pub error: String,
}

/// Adds a mail, in the transaction of what causes it. Nothing happens if one with the same topic waits.
pub async fn add(connection: &mut Connection, mail: &NewMail<'_>) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO mails (recipient, content, topic, created_at, due_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (topic) DO NOTHING",
    )
    .bind(mail.recipient)
    .bind(mail.content)
    .bind(mail.topic)
    .bind(mail.created_at)
    .bind(mail.due_at)
    .bind(mail.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Lists mail that is due, the longest due first.
pub async fn list_due(connection: &mut Connection, now: Milliseconds, limit: u32) -> sqlx::Result<Vec<MailRow>> {
    sql::query_as(
        "SELECT id, recipient, content, created_at, expires_at, attempts FROM mails
         WHERE due_at <= $1 ORDER BY due_at, id LIMIT $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Returns when the next mail is due.
pub async fn next_due(connection: &mut Connection) -> sqlx::Result<Option<Milliseconds>> {
    sql::query_scalar("SELECT MIN(due_at) FROM mails WHERE due_at IS NOT NULL").fetch_one(connection).await
}

/// Deletes a mail that was sent.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM mails WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Notes a failed attempt and when to try again; `None`: never. What is given up no longer holds back others of its
/// topic.
pub async fn put_off(
    connection: &mut Connection,
    id: i64,
    due_at: Option<Milliseconds>,
    error: &str,
) -> sqlx::Result<()> {
    sql::query(
        "UPDATE mails SET due_at = $2, error = $3, attempts = attempts + 1,
         topic = CASE WHEN $2 IS NULL THEN NULL ELSE topic END WHERE id = $1",
    )
    .bind(id)
    .bind(due_at)
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes mail that was given up and whose time was over before `limit`.
pub async fn forget(connection: &mut Connection, limit: Milliseconds) -> sqlx::Result<()> {
    sql::query("DELETE FROM mails WHERE due_at IS NULL AND expires_at < $1").bind(limit).execute(connection).await?;
    Ok(())
}

/// Deletes all mail that waits.
pub async fn clear(connection: &mut Connection) -> sqlx::Result<()> {
    sql::query("DELETE FROM mails WHERE due_at IS NOT NULL").execute(connection).await?;
    Ok(())
}

/// Counts the mail that waits.
pub async fn count_waiting(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COUNT(*) FROM mails WHERE due_at IS NOT NULL").fetch_one(connection).await
}

/// Lists mail that was given up, the latest first.
pub async fn list_failed(connection: &mut Connection, limit: u32) -> sqlx::Result<Vec<FailedMailRow>> {
    sql::query_as(
        "SELECT recipient, created_at, error FROM mails WHERE due_at IS NULL ORDER BY expires_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Makes this process the one that sends mail until `until`, unless another one is at `now`. Returns whether it is.
pub async fn hold(
    connection: &mut Connection,
    holder: &str,
    now: Milliseconds,
    until: Milliseconds,
) -> sqlx::Result<bool> {
    let done = sql::query("UPDATE mail_sender SET holder = $1, until = $3 WHERE holder = $1 OR until <= $2")
        .bind(holder)
        .bind(now)
        .bind(until)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    fn mail<'a>(recipient: &'a str, topic: Option<&'a str>, due_at: Milliseconds) -> NewMail<'a> {
        NewMail { recipient, content: "{}", topic, created_at: 1, due_at, expires_at: 100 }
    }

    #[tokio::test]
    async fn mail_waits_until_it_is_sent_or_given_up() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        assert_eq!(next_due(&mut writing).await.unwrap(), None);
        for (recipient, topic, due_at) in [("late", None, 20), ("a", Some("a"), 10), ("again", Some("a"), 5)] {
            add(&mut writing, &mail(recipient, topic, due_at)).await.unwrap();
        }
        let due = list_due(&mut writing, 10, 9).await.unwrap();
        assert_eq!(due.iter().map(|row| row.recipient.as_str()).collect::<Vec<_>>(), ["a"], "one of a topic");
        put_off(&mut writing, due[0].id, Some(30), "busy").await.unwrap();
        assert_eq!(next_due(&mut writing).await.unwrap(), Some(20));
        let due = list_due(&mut writing, 50, 9).await.unwrap();
        assert_eq!(due.iter().map(|row| row.attempts).collect::<Vec<_>>(), [0, 1]);
        remove(&mut writing, due[0].id).await.unwrap();
        put_off(&mut writing, due[1].id, None, "no such mailbox").await.unwrap();
        assert_eq!(count_waiting(&mut writing).await.unwrap(), 0);
        assert_eq!(list_failed(&mut writing, 9).await.unwrap()[0].error, "no such mailbox");
        add(&mut writing, &mail("new", Some("a"), 5)).await.unwrap();
        assert_eq!(count_waiting(&mut writing).await.unwrap(), 1, "the topic is free again");
        forget(&mut writing, 100).await.unwrap();
        assert_eq!(list_failed(&mut writing, 9).await.unwrap().len(), 1);
        forget(&mut writing, 101).await.unwrap();
        assert!(list_failed(&mut writing, 9).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn one_process_sends_at_a_time() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        assert!(hold(&mut writing, "one", 0, 60).await.unwrap());
        assert!(!hold(&mut writing, "two", 59, 120).await.unwrap());
        assert!(hold(&mut writing, "one", 59, 120).await.unwrap());
        assert!(hold(&mut writing, "two", 120, 180).await.unwrap());
        assert!(!hold(&mut writing, "one", 121, 180).await.unwrap());
    }
}
