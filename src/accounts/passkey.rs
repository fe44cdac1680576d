//! Passkeys of a user, and the recovery codes in case they are lost.

use super::event::{EventClient, record};

use crate::auth::client_info::ClientInfo;
use crate::auth::passkey::ceremony::{LIFETIME, MAX_OPEN};
use crate::auth::passkey::{Owner, PasskeyFault, Site, Stored, Verified, Whose, credential, handle};
use crate::auth::session::{RecentlyAuthenticated, SignedIn};
use crate::auth::{recovery, token};
use crate::clock::now;
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::model::Milliseconds;
use crate::model::admin::account::{AccountEventKind, PasskeyChallenge, RecoveryCodes};
use crate::model::error::{Error, Rejection};
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::users::UserRow;
use crate::store::{ceremonies, passkeys, recovery_codes, users};

/// Lifetime of a ceremony.
const LONGEST: Milliseconds = LIFETIME.as_millis() as Milliseconds;
/// Maximum number of passkeys of a user.
const MAX_PASSKEYS: usize = 20;
/// Maximum length of a passkey's name, in characters.
const LONGEST_NAME: usize = 60;

/// Returns the relying party of WebAuthn; `None` if the origin cannot have passkeys.
async fn site(state: &AppState, origin: &str) -> Result<Option<Site>, Error> {
    let title = read_title(&mut *state.store.read().await?, &state.settings()).await?;
    Ok(Site::at(origin, &title))
}

/// Starts the registration of a passkey.
pub async fn start(
    state: &AppState,
    signed_in: &RecentlyAuthenticated,
    origin: &str,
) -> Result<PasskeyChallenge, Error> {
    let texts = admin_texts(state.settings().site.language);
    let site = site(state, origin).await?.ok_or_else(|| Rejection::error("", texts.account.passkeys_unavailable))?;
    let mut reading = state.store.read().await?;
    let user = users::find(&mut reading, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    let stored = credentials(&mut reading, user.id).await?;
    if stored.len() >= MAX_PASSKEYS {
        return Err(Rejection::error("", (texts.account.too_many_passkeys)(MAX_PASSKEYS)));
    }
    let handle = handle(&state.signer, &user);
    let owner = Owner { id: user.id, handle, email: &user.email, name: &user.name };
    let challenge = state.passkeys.start_registration(&site, owner, &stored).map_err(|fault| explain(fault, texts))?;
    share(state, &challenge.ceremony).await?;
    Ok(PasskeyChallenge { ceremony: challenge.ceremony, options: challenge.options.to_string() })
}

/// Finishes the registration of a passkey. The first one also creates recovery codes, which are returned.
pub async fn add(
    state: &AppState,
    signed_in: &RecentlyAuthenticated,
    origin: &str,
    ceremony: &str,
    answer: &str,
    name: &str,
) -> Result<Option<RecoveryCodes>, Error> {
    let texts = admin_texts(state.settings().site.language);
    let name = check_name(name, texts)?;
    let site = site(state, origin).await?.ok_or_else(|| Rejection::error("", texts.account.passkeys_unavailable))?;
    let user = signed_in.user.id;
    find_shared(state, ceremony).await?;
    let passkey =
        state.passkeys.finish_registration(&site, user, ceremony, answer).map_err(|fault| explain(fault, texts))?;
    let mut writing = state.store.write().await?;
    if !passkeys::add(&mut writing, user, &passkey.credential, name, &passkey.data).await? {
        return Err(Rejection::error("", texts.account.passkey_refused));
    }
    let codes = match recovery_codes::count(&mut writing, user).await? {
        0 => Some(make_codes(&mut writing, user).await?),
        _ => None,
    };
    record(&mut writing, user, AccountEventKind::PasskeyAdded, name, &EventClient::from(&**signed_in)).await?;
    writing.commit().await?;
    Ok(codes)
}

/// Renames a passkey.
pub async fn rename(state: &AppState, signed_in: &SignedIn, id: &str, name: &str) -> Result<(), Error> {
    let name = check_name(name, admin_texts(state.settings().site.language))?;
    let mut writing = state.store.write().await?;
    if !passkeys::rename(&mut writing, signed_in.user.id, id, name).await? {
        return Err(Error::NotFound);
    }
    Ok(writing.commit().await?)
}

/// Removes a passkey, unless it is the only way to log in. Removing the last one removes the recovery codes too.
pub async fn remove(state: &AppState, signed_in: &RecentlyAuthenticated, id: &str) -> Result<(), Error> {
    let texts = admin_texts(state.settings().site.language);
    let mut writing = state.store.write().await?;
    let user = users::find(&mut writing, signed_in.user.id).await?.ok_or(Error::Unauthorized)?;
    let own = passkeys::list(&mut writing, user.id).await?;
    let passkey = own.iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
    passkeys::remove(&mut writing, user.id, id).await?;
    let source = EventClient::from(&**signed_in);
    record(&mut writing, user.id, AccountEventKind::PasskeyRemoved, &passkey.name, &source).await?;
    if passkeys::list(&mut writing, user.id).await?.is_empty() {
        if user.password_hash.is_none() {
            return Err(Rejection::error("", texts.account.last_way_in));
        }
        recovery_codes::remove_all(&mut writing, user.id).await?;
    }
    Ok(writing.commit().await?)
}

/// Replaces the recovery codes. Only possible with a passkey.
pub async fn renew_codes(state: &AppState, signed_in: &RecentlyAuthenticated) -> Result<RecoveryCodes, Error> {
    let texts = admin_texts(state.settings().site.language);
    let mut writing = state.store.write().await?;
    if passkeys::list(&mut writing, signed_in.user.id).await?.is_empty() {
        return Err(Rejection::error("", texts.account.passkey_needed));
    }
    let codes = make_codes(&mut writing, signed_in.user.id).await?;
    let source = EventClient::from(&**signed_in);
    record(&mut writing, signed_in.user.id, AccountEventKind::RecoveryCodesMade, "", &source).await?;
    writing.commit().await?;
    Ok(codes)
}

/// Starts an authentication with a passkey: of any user, or of `owner`. Returns the ceremony's ID and options.
pub async fn start_login(
    state: &AppState,
    client_info: ClientInfo,
    origin: &str,
    owner: Option<i64>,
) -> Result<PasskeyChallenge, Error> {
    let texts = admin_texts(state.settings().site.language);
    // The number of ceremonies is limited, so too many of one client would evict those of others.
    if let Err(minutes) = state.login_limit.take_challenge(client_info.address).await {
        return Err(Rejection::error("", (texts.login.too_many)(minutes)));
    }
    let site = site(state, origin).await?.ok_or_else(|| Rejection::error("", texts.account.passkeys_unavailable))?;
    let stored = match owner {
        Some(owner) => credentials(&mut *state.store.read().await?, owner).await?,
        None => Vec::new(),
    };
    let whose = owner.map_or(Whose::Anybody, |id| Whose::Owner { id, stored: &stored });
    let challenge = state.passkeys.start_login(&site, whose).map_err(|fault| explain(fault, texts))?;
    share(state, &challenge.ceremony).await?;
    Ok(PasskeyChallenge { ceremony: challenge.ceremony, options: challenge.options.to_string() })
}

/// Finishes an authentication with a passkey, records its use, and returns its owner.
///
/// # Errors
///
/// [`Error::Rejected`] with the same message for unknown and invalid passkeys, so that they cannot be told apart.
pub async fn finish_login(state: &AppState, origin: &str, ceremony: &str, answer: &str) -> Result<UserRow, Error> {
    let texts = admin_texts(state.settings().site.language);
    let refused = || explain(PasskeyFault::Refused, texts);
    let site = site(state, origin).await?.ok_or_else(refused)?;
    let mut reading = state.store.read().await?;
    let row = passkeys::find(&mut reading, &credential(answer).ok_or_else(refused)?).await?.ok_or_else(refused)?;
    let user = users::find(&mut reading, row.user_id).await?.ok_or_else(refused)?;
    drop(reading);
    let found = Stored { owner: user.id, handle: handle(&state.signer, &user), data: &row.credential };
    find_shared(state, ceremony).await?;
    let verified = state.passkeys.finish_login(&site, ceremony, answer, found);
    let Verified { changed } = verified.map_err(|fault| explain(fault, texts))?;
    let mut writing = state.store.write().await?;
    passkeys::note_use(&mut writing, &row.id, changed.as_deref()).await?;
    writing.commit().await?;
    Ok(user)
}

/// Returns whether the user must also present a passkey after their password.
pub async fn has_second_factor(connection: &mut Connection, user: i64) -> Result<bool, Error> {
    Ok(!passkeys::list(connection, user).await?.is_empty())
}

/// Hands a ceremony that was just started over to all nodes of the site.
async fn share(state: &AppState, ceremony: &str) -> Result<(), Error> {
    if !state.store.is_shared() {
        return Ok(());
    }
    let asked = state.passkeys.hand_over(ceremony).map_err(|_| Error::Internal)?;
    let most = i64::try_from(MAX_OPEN).unwrap_or(i64::MAX);
    ceremonies::put(&state.store, &token::hash(ceremony), &asked, now(), now() - LONGEST, most).await?;
    Ok(())
}

/// Takes a ceremony that may have been started on another node. It can be taken once.
async fn find_shared(state: &AppState, ceremony: &str) -> Result<(), Error> {
    if state.store.is_shared()
        && let Some(asked) = ceremonies::take(&state.store, &token::hash(ceremony), now() - LONGEST).await?
    {
        state.passkeys.take_over(ceremony, &asked).map_err(|_| Error::Internal)?;
    }
    Ok(())
}

async fn credentials(connection: &mut Connection, user: i64) -> Result<Vec<String>, Error> {
    Ok(passkeys::list(connection, user).await?.into_iter().map(|passkey| passkey.credential).collect())
}

async fn make_codes(connection: &mut Connection, user: i64) -> Result<RecoveryCodes, Error> {
    let codes = recovery::issue()?;
    let hashes: Vec<String> = codes.iter().filter_map(|code| recovery::hash(code)).collect();
    recovery_codes::replace(connection, user, &hashes).await?;
    Ok(codes)
}

fn check_name<'a>(name: &'a str, texts: &AdminTexts) -> Result<&'a str, Error> {
    match name.trim() {
        "" => Err(Rejection::error("key-name", texts.login.missing)),
        name if name.chars().count() > LONGEST_NAME => {
            Err(Rejection::error("key-name", (texts.users.name_too_long)(LONGEST_NAME)))
        }
        name => Ok(name),
    }
}

fn explain(fault: PasskeyFault, texts: &AdminTexts) -> Error {
    let text = match fault {
        PasskeyFault::Expired => texts.account.passkey_expired,
        PasskeyFault::Refused => texts.account.passkey_refused,
        PasskeyFault::Copied => texts.account.passkey_copied,
        PasskeyFault::Internal => return Error::Internal,
    };
    Rejection::error("", text)
}
