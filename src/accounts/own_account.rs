//! What users change of their own account.

use axum::http::HeaderMap;

use super::author_profile;
use super::event::{EventClient, record};
use super::messages::{account_error_text, password_error_text};
use super::reauthentication::check_password;
use super::{Sessions, change_password as store_password, check, drop_second_factor};
use crate::auth::client_info::ClientInfo;
use crate::auth::password;
use crate::auth::session::{RecentlyAuthenticated, SignedIn};
use crate::i18n::admin::admin_texts;
use crate::model::admin::account::{AccountEventKind, Profile};
use crate::model::error::{Error, Rejection};
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::{passkeys, sessions, users};

/// Changes name, email address, author page and what new posts are written in; the byline follows the name. Changing the
/// email address needs recent authentication, since links to reset the password are sent there.
///
/// # Errors
///
/// A field is not valid, the email address is taken, or authentication is not recent.
pub async fn save_profile(state: &AppState, signed_in: &SignedIn, profile: &Profile) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let (name, email) = check(&profile.name, &profile.email).map_err(|refusal| account_error_text(refusal, texts))?;
    let author = author_profile::check(state, &profile.author).await?;
    let mut writing = state.store.write().await?;
    let holder = users::find_by_email(&mut writing, email).await?;
    if holder.is_some_and(|holder| holder.id != signed_in.user.id) {
        return Err(Rejection::error("email", texts.users.email_taken));
    }
    let (old, new) = (&signed_in.user.email, email.to_lowercase());
    if *old != new {
        signed_in.clone().require_recent()?;
        let detail = format!("{old} → {new}");
        let source = EventClient::from(signed_in);
        record(&mut writing, signed_in.user.id, AccountEventKind::EmailChanged, &detail, &source).await?;
    }
    users::set_profile(&mut writing, signed_in.user.id, name, email).await?;
    users::set_body_format(&mut writing, signed_in.user.id, profile.body_format).await?;
    author_profile::write(&mut writing, &signed_in.user, name, &author).await?;
    Ok(writing.commit().await?)
}

/// What happens to the existing sessions and passkeys when the password changes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OldWaysIn {
    /// Other sessions stay valid.
    pub keep_sessions: bool,
    /// Remove passkeys and recovery codes: somebody who knew the password may have added a passkey.
    pub remove_passkeys: bool,
}

/// Changes the password. Needs the current password; a user without one needs recent authentication with a passkey.
pub async fn change_password(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: SignedIn,
    old: &str,
    new: &str,
    ways: OldWaysIn,
) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let signed_in = confirm(state, client_info, headers, signed_in, "old", old).await?;
    let title = read_title(&mut *state.store.read().await?, &state.settings()).await?;
    let user = &signed_in.user;
    if let Err(fault) = password::check(new, &[&user.email, &user.name, &title]) {
        return Err(Rejection::error("new", password_error_text(fault, texts)));
    }
    let hash = password::hash(new).await?;
    let sessions = match ways.keep_sessions {
        true => Sessions::Stay,
        false => Sessions::End { but: Some(&signed_in.session) },
    };
    let source = EventClient::from(&signed_in);
    let mut writing = state.store.write().await?;
    store_password(&mut writing, user.id, &hash, sessions, &source).await?;
    if ways.remove_passkeys {
        drop_second_factor(&mut writing, user.id, &source).await?;
    }
    Ok(writing.commit().await?)
}

/// Removes the password. Only possible with a passkey.
pub async fn drop_password(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: SignedIn,
    old: &str,
) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let signed_in = confirm(state, client_info, headers, signed_in, "drop-old", old).await?;
    let mut writing = state.store.write().await?;
    if passkeys::list(&mut writing, signed_in.user.id).await?.is_empty() {
        return Err(Rejection::error("", texts.account.passkey_needed));
    }
    users::clear_password(&mut writing, signed_in.user.id).await?;
    record(&mut writing, signed_in.user.id, AccountEventKind::PasswordDropped, "", &EventClient::from(&signed_in))
        .await?;
    Ok(writing.commit().await?)
}

/// Verifies the password of the user, or, if they have none, that they authenticated recently with a passkey. `field`
/// is the form field for the error.
async fn confirm(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: SignedIn,
    field: &str,
    typed: &str,
) -> Result<SignedIn, Error> {
    let user = users::find(&mut *state.store.read().await?, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    if user.password_hash.is_none() {
        signed_in.clone().require_recent()?;
    } else {
        check_password(state, client_info, headers, &signed_in, field, typed).await?;
    }
    Ok(signed_in)
}

/// Ends one of the user's sessions.
pub async fn end_session(state: &AppState, signed_in: &RecentlyAuthenticated, id: &str) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    // The session may have ended already, which is not an error.
    sessions::remove(&mut writing, signed_in.user.id, id).await?;
    Ok(writing.commit().await?)
}

/// Ends all of the user's sessions, including the current one.
pub async fn end_all_sessions(state: &AppState, signed_in: &RecentlyAuthenticated) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    sessions::remove_all(&mut writing, signed_in.user.id, None).await?;
    Ok(writing.commit().await?)
}
