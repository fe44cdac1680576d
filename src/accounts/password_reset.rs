//! Another password for users who have forgotten theirs, by a link that is sent to the address of their account.

use super::event::EventClient;
use super::{Sessions, change_password};
use crate::auth::password_reset;
use crate::mail::{MailContent, queue};
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::users::{self, UserRow};

/// Queues a mail with a link if an account has this address. Nothing tells whether it has: not even the time that this
/// takes, since it goes on after the answer.
pub fn request_link(state: &AppState, email: &str) {
    let (state, email) = (state.clone(), email.trim().to_lowercase());
    tokio::spawn(async move {
        if let Err(error) = queue_link(&state, &email).await {
            tracing::warn!(?error, "a link for another password could not be queued");
        }
    });
}

async fn queue_link(state: &AppState, email: &str) -> Result<(), Error> {
    let user = users::find_by_email(&mut *state.store.read().await?, email).await?;
    let Some(user) = user else { return Ok(()) };
    if state.login_limit.take_reset(email).await.is_err() {
        tracing::info!(user = user.id, "no link for another password was sent: there were several already");
        return Ok(());
    }
    let mut writing = state.store.write().await?;
    queue::add(&mut writing, &user.email, &MailContent::PasswordReset { user: user.id }).await?;
    writing.commit().await?;
    state.mail.notify_one();
    Ok(())
}

/// Sets the password of the user of a link, and ends their sessions. Passkeys stay: who reads the mail of an account must
/// not be able to remove its second factor. `None` if the link has been used meanwhile.
///
/// # Errors
///
/// The database failed.
pub async fn reset(state: &AppState, token: &str, hash: &str, source: &EventClient) -> Result<Option<UserRow>, Error> {
    let mut writing = state.store.write().await?;
    let Some(user) = password_reset::find(&state.signer, &mut writing, token).await? else { return Ok(None) };
    change_password(&mut writing, user.id, hash, Sessions::End { but: None }, source).await?;
    let user = users::find(&mut writing, user.id).await?;
    writing.commit().await?;
    state.mail.notify_one();
    Ok(user)
}
