//! Sessions: a random token in a cookie, its hash in the database.

use std::ops::Deref;

use crate::clock::now;
use axum::http::{HeaderMap, HeaderValue, header};

use crate::auth::client_info::ClientInfo;
use crate::auth::{cookie, token};
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::sessions::{self, SessionRow};
use crate::store::{Store, users};

const MINUTE: Milliseconds = 60 * 1000;
const DAY: Milliseconds = 24 * 60 * MINUTE;
/// A session that lies idle this long has ended.
pub const IDLE: Milliseconds = 7 * DAY;
/// However busy, a session ends after this.
pub const LIFETIME: Milliseconds = 30 * DAY;
/// How exactly the database knows when a session was last used: a write for every request would be too much.
const GRAIN: Milliseconds = MINUTE;

/// So long after password or passkey was shown, what makes a session's user at home for good may be done without showing
/// it again: passkeys, codes, address, users, backups.
pub const RECENT: Milliseconds = 10 * MINUTE;

/// So many characters are kept of a `User-Agent`.
pub const LONGEST_AGENT: usize = 300;

const COOKIE: &str = "longan";

/// Somebody who is logged in, and the session that shows it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub user: User,
    /// The hash of the token.
    pub session: String,
    /// When they last showed password, passkey or recovery code in this session.
    pub authenticated_at: Milliseconds,
    /// Where the session was last used from, and with what (`User-Agent`).
    pub address: String,
    pub agent: String,
}

/// Somebody who is logged in and has shown password or passkey within the last minutes: a borrowed session alone is not
/// enough for what would make a stranger at home for good.
#[derive(Clone, Debug)]
pub struct RecentlyAuthenticated(SignedIn);

impl Deref for RecentlyAuthenticated {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl SignedIn {
    /// The same, if their role is this one or a greater.
    pub fn require(self, role: Role) -> Result<SignedIn, Error> {
        match self.user.role >= role {
            true => Ok(self),
            false => Err(Error::Forbidden),
        }
    }

    /// Whether they have shown password or passkey within the last minutes. A clock that has gone back makes a time in
    /// the future, which proves nothing.
    pub fn is_recent(&self) -> bool {
        (0..RECENT).contains(&(now() - self.authenticated_at))
    }

    /// The same person, if they have shown password or passkey within the last minutes.
    ///
    /// # Errors
    /// [`Error::ReauthenticationRequired`] when that was longer ago.
    pub fn require_recent(self) -> Result<RecentlyAuthenticated, Error> {
        match self.is_recent() {
            true => Ok(RecentlyAuthenticated(self)),
            false => Err(Error::ReauthenticationRequired),
        }
    }
}

/// Who is logged in with this request's cookie.
///
/// # Errors
/// [`Error::Unauthorized`] when nobody is.
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

/// Logs a user in: a new session, always with a new token, and the cookie that carries it. A session that the request
/// already had ends.
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

/// Ends the request's own session, and the cookie that takes it out of the browser.
pub async fn end(store: &Store, client_info: ClientInfo, headers: &HeaderMap) -> Result<HeaderValue, Error> {
    if let Ok(signed_in) = authenticate(store, client_info, headers).await {
        let mut writing = store.write().await?;
        sessions::remove(&mut writing, signed_in.user.id, &signed_in.session).await?;
        writing.commit().await?;
    }
    cookie::set(COOKIE, "", 0, client_info.is_secure)
}
