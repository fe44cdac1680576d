//! Sessions: a random token in a cookie, and its hash in the database.

use std::ops::Deref;

use axum::http::{HeaderMap, HeaderValue, header};

use crate::auth::client_info::ClientInfo;
use crate::auth::{cookie, token};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::sessions::{self, SessionRow};
use crate::store::{Store, users};

const MINUTE: Milliseconds = 60 * 1000;
const DAY: Milliseconds = 24 * 60 * MINUTE;
/// A session that is not used for this long ends.
pub const IDLE: Milliseconds = 7 * DAY;
/// A session ends after this time even if it is used.
pub const LIFETIME: Milliseconds = 30 * DAY;
/// Resolution of the time of last use, so that not every request writes to the database.
const GRAIN: Milliseconds = MINUTE;

/// How long after authentication sensitive changes are allowed without reauthentication: passkeys, recovery codes,
/// email address, users, backups. Such changes would give an attacker with a stolen session permanent access.
pub const RECENT: Milliseconds = 10 * MINUTE;

/// Maximum length of a stored `User-Agent`, in characters.
pub const LONGEST_AGENT: usize = 300;

const COOKIE: &str = "longan";

/// A logged-in user and their session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub user: User,
    /// The hash of the session token.
    pub session: String,
    /// When the user last authenticated in this session with a password, passkey or recovery code.
    pub authenticated_at: Milliseconds,
    /// Address and `User-Agent` of the session's last use.
    pub address: String,
    pub agent: String,
}

/// A logged-in user who has recently authenticated. It is required for changes that would give an attacker with a
/// stolen session permanent access.
#[derive(Clone, Debug)]
pub struct RecentlyAuthenticated(SignedIn);

impl Deref for RecentlyAuthenticated {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl SignedIn {
    /// Returns the session if the user has at least this role.
    ///
    /// # Errors
    /// [`Error::Forbidden`] otherwise.
    pub fn require(self, role: Role) -> Result<SignedIn, Error> {
        match self.user.role >= role {
            true => Ok(self),
            false => Err(Error::Forbidden),
        }
    }

    /// Returns whether the user has recently authenticated. If the clock was set back, the time may be in the future;
    /// that does not count.
    pub fn is_recent(&self) -> bool {
        (0..RECENT).contains(&(now() - self.authenticated_at))
    }

    /// Returns the session if the user has recently authenticated.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`] otherwise.
    pub fn require_recent(self) -> Result<RecentlyAuthenticated, Error> {
        match self.is_recent() {
            true => Ok(RecentlyAuthenticated(self)),
            false => Err(Error::ReauthenticationRequired),
        }
    }
}

/// Returns the user of a request's session cookie.
///
/// # Errors
/// [`Error::Unauthorized`] without a valid session.
pub async fn authenticate(store: &Store, client_info: ClientInfo, headers: &HeaderMap) -> Result<SignedIn, Error> {
    let token = cookie::find(headers, COOKIE, client_info.is_secure).ok_or(Error::Unauthorized)?;
    let hash = token::hash(token);
    let mut reading = store.read().await?;
    let session = sessions::find(&mut reading, &hash, now() - IDLE).await?.ok_or(Error::Unauthorized)?;
    let user = users::find(&mut reading, session.user_id).await?.ok_or(Error::Unauthorized)?.into_user();
    drop(reading);
    if now() - session.seen_at > GRAIN {
        let mut writing = store.write().await?;
        sessions::touch(&mut writing, &hash, &client_info.address.text().unwrap_or_default()).await?;
        writing.commit().await?;
    }
    let SessionRow { authenticated_at, address, agent, .. } = session;
    Ok(SignedIn { user, session: hash, authenticated_at, address, agent })
}

/// Starts a session with a new token, ends the request's previous session, and returns the session cookie.
pub async fn begin(
    store: &Store,
    client_info: ClientInfo,
    headers: &HeaderMap,
    user: i64,
) -> Result<HeaderValue, Error> {
    let token = token::issue()?;
    let agent = headers.get(header::USER_AGENT).map(HeaderValue::as_bytes).unwrap_or_default();
    let agent = String::from_utf8_lossy(agent);
    let session = SessionRow {
        hash: token::hash(&token),
        user_id: user,
        created_at: now(),
        seen_at: now(),
        expires_at: now() + LIFETIME,
        authenticated_at: now(),
        address: client_info.address.text().unwrap_or_default(),
        agent: agent.chars().take(LONGEST_AGENT).collect(),
    };
    let mut writing = store.write().await?;
    if let Some(before) = cookie::find(headers, COOKIE, client_info.is_secure) {
        let before = token::hash(before);
        if let Some(row) = sessions::find(&mut writing, &before, 0).await? {
            sessions::remove(&mut writing, row.user_id, &before).await?;
        }
    }
    sessions::add(&mut writing, &session).await?;
    writing.commit().await?;
    cookie::set(COOKIE, &token, LIFETIME / 1000, client_info.is_secure)
}

/// Ends the request's session, and returns a cookie that removes the token from the browser.
pub async fn end(store: &Store, client_info: ClientInfo, headers: &HeaderMap) -> Result<HeaderValue, Error> {
    if let Ok(signed_in) = authenticate(store, client_info, headers).await {
        let mut writing = store.write().await?;
        sessions::remove(&mut writing, signed_in.user.id, &signed_in.session).await?;
        writing.commit().await?;
    }
    cookie::set(COOKIE, "", 0, client_info.is_secure)
}
