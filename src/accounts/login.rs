//! Login: counts attempts, and creates the session and the device cookie.

use axum::http::{HeaderMap, HeaderValue};

use super::event::{EventClient, record};
use crate::auth::client_info::ClientInfo;
use crate::auth::device::Device;
use crate::auth::session;
use crate::model::admin::account::AccountEventKind;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::users::UserRow;

/// Counts an attempt to log in to an account. `account` is the typed name, `user` its owner if there is one.
///
/// # Errors
///
/// The limit is reached; the value is the number of minutes to wait.
pub async fn count_attempt(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    account: &str,
    user: Option<&UserRow>,
) -> Result<(), u32> {
    let device = Device::of(&state.signer, headers, client_info.is_secure);
    let device = device.as_ref().zip(user).and_then(|(device, user)| device.known_to(user));
    state.login_limit.take_for(client_info.address, account, device).await
}

/// Starts a session for an authenticated user. Returns the cookies to set: the session's and the device's. If a user
/// who has logged in before does so with an unknown browser, that is recorded as an event.
pub async fn log_in(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    user: &UserRow,
) -> Result<[HeaderValue; 2], Error> {
    let device = Device::of(&state.signer, headers, client_info.is_secure);
    let is_known = device.as_ref().is_some_and(|device| device.known_to(user).is_some());
    let session = session::begin(&state.store, client_info, headers, user.id).await?;
    if !is_known && user.seen_at.is_some() {
        let mut writing = state.store.write().await?;
        record(&mut writing, user.id, AccountEventKind::NewDevice, "", &EventClient::of(client_info, headers)).await?;
        writing.commit().await?;
    }
    Ok([session, Device::remember(&state.signer, device, user, client_info.is_secure)?])
}
