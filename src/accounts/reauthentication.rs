//! Reauthentication by password or passkey while logged in, in case somebody else uses the session.

use axum::http::HeaderMap;

use super::login::count_attempt;
use super::passkey;
use crate::auth::client_info::ClientInfo;
use crate::auth::password::{self, PasswordCheck};
use crate::auth::session::SignedIn;
use crate::i18n::admin::admin_texts;
use crate::model::admin::account::{PasskeyChallenge, Reauthentication};
use crate::model::error::{Error, Rejection};
use crate::state::AppState;
use crate::store::{passkeys, sessions, users};

/// Returns whether reauthentication is needed, and by which means the user can do it.
pub async fn read(state: &AppState, signed_in: &SignedIn) -> Result<Reauthentication, Error> {
    let mut reading = state.store.read().await?;
    let user = users::find(&mut reading, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    Ok(Reauthentication {
        is_needed: !signed_in.is_recent(),
        has_password: user.password_hash.is_some(),
        has_passkeys: !passkeys::list(&mut reading, user.id).await?.is_empty(),
        email: user.email,
    })
}

/// Reauthenticates by password. Attempts count towards the login limit.
pub async fn by_password(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: &SignedIn,
    typed: &str,
) -> Result<(), Error> {
    check_password(state, client_info, headers, signed_in, "password", typed).await?;
    note(state, signed_in).await
}

/// Starts the reauthentication by one of the user's passkeys.
pub async fn start_passkey(
    state: &AppState,
    client_info: ClientInfo,
    signed_in: &SignedIn,
    origin: &str,
) -> Result<PasskeyChallenge, Error> {
    passkey::start_login(state, client_info, origin, Some(signed_in.user.id)).await
}

/// The browser's response in a passkey ceremony.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The origin under which the browser reaches the site.
    pub origin: &'a str,
    pub ceremony: &'a str,
    /// The response as JSON.
    pub answer: &'a str,
}

/// Reauthenticates by passkey.
pub async fn by_passkey(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: &SignedIn,
    shown: Shown<'_>,
) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let user = users::find(&mut *state.store.read().await?, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    if let Err(minutes) = count_attempt(state, client_info, headers, &user.email, Some(&user)).await {
        return Err(Rejection::error("", (texts.login.too_many)(minutes)));
    }
    let owner = passkey::finish_login(state, shown.origin, shown.ceremony, shown.answer).await?;
    if owner.id != signed_in.user.id {
        return Err(Rejection::error("", texts.account.passkey_refused));
    }
    note(state, signed_in).await
}

/// Verifies the password of the user. `field` is the form field for the error.
///
/// # Errors
///
/// The password is wrong, or there were too many attempts.
pub(super) async fn check_password(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    signed_in: &SignedIn,
    field: &str,
    typed: &str,
) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let user = users::find(&mut *state.store.read().await?, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    if let Err(minutes) = count_attempt(state, client_info, headers, &user.email, Some(&user)).await {
        return Err(Rejection::error(field, (texts.login.too_many)(minutes)));
    }
    match password::verify(typed, user.password_hash.as_deref()).await? {
        PasswordCheck::Right | PasswordCheck::RightButOld => Ok(()),
        PasswordCheck::Wrong => Err(Rejection::error(field, texts.account.old_wrong)),
    }
}

async fn note(state: &AppState, signed_in: &SignedIn) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    sessions::note_authentication(&mut writing, &signed_in.session).await?;
    Ok(writing.commit().await?)
}
