//! What administrators see and change of the mail server.

use super::MailContent;
use super::compose::compose;
use super::transport::{SendError, Transport};
use crate::auth::session::RecentlyAuthenticated;
use crate::clock::now;
use crate::i18n::admin::admin_texts;
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::account::{CommentNotices, MailNotices};
use crate::model::admin::mail::{FailedMail, MailPasswordSource, MailStatus, MailTest};
use crate::model::error::{Error, Rejection};
use crate::model::user::User;
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::{comment_notices, mails, settings};

/// Maximum length of a password, in characters.
const LONGEST_PASSWORD: usize = 500;
/// Number of failed mails shown.
const FAILED: u32 = 10;

/// Reads whether the site can send mail, and what became of it.
pub async fn read_status(state: &AppState) -> Result<MailStatus, Error> {
    let current = state.settings();
    let mut reading = state.store.read().await?;
    let failed = mails::list_failed(&mut reading, FAILED).await?.into_iter().map(|row| FailedMail {
        recipient: row.recipient,
        created: date::format(row.created_at, DateStyle::Minute, &current.site),
        answer: row.error,
    });
    Ok(MailStatus {
        problem: current.mail_problem(),
        password: match &current.mail_password {
            None => MailPasswordSource::None,
            Some(password) if password.is_stored() => MailPasswordSource::Stored,
            Some(_) => MailPasswordSource::Environment,
        },
        failed: failed.collect(),
        waiting: mails::count_waiting(&mut reading).await?,
    })
}

/// Stores the password of the mail server; an empty one is removed.
///
/// # Errors
///
/// It is too long, or the database failed.
pub async fn save_password(state: &AppState, _: &RecentlyAuthenticated, password: &str) -> Result<MailStatus, Error> {
    let current = state.settings();
    if password.chars().count() > LONGEST_PASSWORD {
        let texts = &admin_texts(current.site.language).mail;
        return Err(Rejection::error("mail-password", texts.password_too_long));
    }
    let mut writing = state.store.write().await?;
    match password {
        "" => settings::remove(&mut writing, settings::MAIL_PASSWORD).await?,
        password => settings::set(&mut writing, settings::MAIL_PASSWORD, password).await?,
    }
    writing.commit().await?;
    state.reload_settings().await?;
    read_status(state).await
}

/// Sends a test mail at once, past the queue, and returns what the server said.
///
/// # Errors
///
/// The database failed.
pub async fn send_test(state: &AppState, user: &User) -> Result<MailTest, Error> {
    let current = state.settings();
    let site = read_title(&mut *state.store.read().await?, &current).await?;
    let mail = compose(state, &user.email, &MailContent::Test).await?.ok_or(Error::Internal)?;
    let sent = match Transport::new(&current, &site) {
        Ok(transport) => transport.send(&user.email, &mail, 0, now()).await,
        Err(error) => Err(error),
    };
    let (is_sent, answer) = match sent {
        Ok(answer) => (true, answer),
        Err(SendError::Server(answer) | SendError::Later(answer) | SendError::Never(answer)) => (false, answer),
    };
    Ok(MailTest { recipient: user.email.clone(), is_sent, answer })
}

/// Reads what a user is told by mail.
pub async fn read_notices(state: &AppState, user: &User) -> Result<MailNotices, Error> {
    let comments = comment_notices::find(&mut *state.store.read().await?, user.id).await?.unwrap_or_default();
    Ok(MailNotices { comments, is_possible: state.settings().mail_problem().is_none() })
}

/// Sets what a user is told by mail.
pub async fn save_notices(state: &AppState, user: &User, comments: CommentNotices) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    comment_notices::set(&mut writing, user.id, comments).await?;
    Ok(writing.commit().await?)
}
