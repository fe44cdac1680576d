//! Mail about comments: to the house about those that wait, to readers about replies to theirs. The sender finds out what
//! is new, so that comments cost nothing more to store, however they come in.

use super::{MailContent, queue};
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comment_notices;
use crate::store::reply_subscriptions;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;
/// How long a subscription is kept that nobody confirms.
const UNCONFIRMED: Milliseconds = 2 * DAY;

/// Queues a mail for each user who wants to know of comments that wait and has not been told of the newest ones.
///
/// # Errors
///
/// The database failed.
pub async fn add_waiting_comments(state: &AppState, now: Milliseconds) -> Result<(), Error> {
    if comment_notices::list_untold(&mut *state.store.read().await?, now - DAY).await?.is_empty() {
        return Ok(());
    }
    let mut writing = state.store.write().await?;
    for untold in comment_notices::list_untold(&mut writing, now - DAY).await? {
        queue::add(&mut writing, &untold.email, &MailContent::WaitingComments { user: untold.id }).await?;
        comment_notices::note_told(&mut writing, untold.id, untold.newest, now).await?;
    }
    Ok(writing.commit().await?)
}

/// Queues a question for each reader who wants to be told of replies and has not been asked whether the address is
/// theirs, and a mail for each published reply and subscriber.
///
/// # Errors
///
/// The database failed.
pub async fn add_replies(state: &AppState, now: Milliseconds) -> Result<(), Error> {
    if !reply_subscriptions::has_work(&mut *state.store.read().await?, now - UNCONFIRMED).await? {
        return Ok(());
    }
    let mut writing = state.store.write().await?;
    reply_subscriptions::forget(&mut writing, now - UNCONFIRMED).await?;
    for row in reply_subscriptions::list_unasked(&mut writing).await? {
        let content = MailContent::SubscriptionQuestion { subscription: row.id };
        queue::add(&mut writing, &row.email, &content).await?;
        reply_subscriptions::note_asked(&mut writing, row.id, now).await?;
    }
    for due in reply_subscriptions::take_published(&mut writing).await? {
        let content = MailContent::Reply { subscription: due.subscription_id, reply: due.reply_id };
        queue::add(&mut writing, &due.email, &content).await?;
    }
    Ok(writing.commit().await?)
}
