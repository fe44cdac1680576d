use super::MailContent;
use crate::clock::now;
use crate::model::error::Error;
use crate::store::mails::{self, NewMail};
use crate::store::sql::Connection;

/// Queues a mail in the transaction of what causes it. Notify `AppState::mail` after the commit, or it waits for the
/// sender's next round.
///
/// # Errors
///
/// The database failed.
pub async fn add(connection: &mut Connection, recipient: &str, content: &MailContent) -> Result<(), Error> {
    let json = serde_json::to_string(content).map_err(|_| Error::Internal)?;
    let topic = content.topic();
    let created_at = now();
    let mail = NewMail {
        recipient,
        content: &json,
        topic: topic.as_deref(),
        created_at,
        due_at: created_at,
        expires_at: created_at + content.lifetime(),
    };
    Ok(mails::add(connection, &mail).await?)
}
