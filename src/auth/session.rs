//! Sessions: a random token in a cookie, its hash in the database.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::auth::caller::Caller;
use crate::auth::token;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::state::State;
use crate::store::sessions::{self, SessionRow};
use crate::store::{now, users};

const MINUTE: Milliseconds = 60 * 1000;
const DAY: Milliseconds = 24 * 60 * MINUTE;
/// A session that lies idle this long has ended.
pub const IDLE: Milliseconds = 7 * DAY;
/// However busy, a session ends after this.
pub const LIFETIME: Milliseconds = 30 * DAY;
/// How exactly the database knows when a session was last used: a write for every request would be too much.
const GRAIN: Milliseconds = MINUTE;

/// Over https the prefix makes browsers refuse the cookie from other hosts and plain http (RFC 6265bis, section 4.1.3).
const SECURE_NAME: &str = "__Host-longan";
const PLAIN_NAME: &str = "longan";

/// Somebody who is logged in, and the session that shows it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub user: User,
    /// The hash of the token.
    pub session: String,
}

impl SignedIn {
    /// The same, if their role is this one or a greater.
    pub fn require(self, role: Role) -> Result<SignedIn, Error> {
        match self.user.role >= role {
            true => Ok(self),
            false => Err(Error::Forbidden),
        }
    }
}

/// Who is logged in with this request's cookie.
///
/// # Errors
/// [`Error::Unauthorized`] when nobody is.
pub async fn authenticate(state: &State, caller: Caller, headers: &HeaderMap) -> Result<SignedIn, Error> {
    let token = find_token(headers, is_secure(state, caller)).ok_or(Error::Unauthorized)?;
    let hash = token::hash(token);
    let mut reading = state.store.read().await?;
    let session = sessions::find(&mut reading, &hash, now() - IDLE).await?.ok_or(Error::Unauthorized)?;
    let user = users::find(&mut reading, session.user_id).await?.ok_or(Error::Unauthorized)?.into_user()?;
    drop(reading);
    if now() - session.seen_at > GRAIN {
        let mut writing = state.store.write().await?;
        sessions::touch(&mut writing, &hash, &caller.address.to_string()).await?;
        writing.commit().await?;
    }
    Ok(SignedIn { user, session: hash })
}

/// Logs a user in: a new session, always with a new token, and the cookie that carries it. A session that the request
/// already had ends.
pub async fn begin(state: &State, caller: Caller, headers: &HeaderMap, user: i64) -> Result<HeaderValue, Error> {
    let token = token::issue()?;
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let secure = is_secure(state, caller);
    let session = SessionRow {
        hash: token::hash(&token),
        user_id: user,
        created_at: now(),
        seen_at: now(),
        expires_at: now() + LIFETIME,
        address: caller.address.to_string(),
        agent: agent.chars().take(300).collect(),
    };
    let mut writing = state.store.write().await?;
    if let Some(before) = find_token(headers, secure) {
        let before = token::hash(before);
        if let Some(row) = sessions::find(&mut writing, &before, 0).await? {
            sessions::remove(&mut writing, row.user_id, &before).await?;
        }
    }
    sessions::add(&mut writing, &session).await?;
    writing.commit().await?;
    cookie(&token, LIFETIME / 1000, secure)
}

/// Ends the request's own session, and the cookie that takes it out of the browser.
pub async fn end(state: &State, caller: Caller, headers: &HeaderMap) -> Result<HeaderValue, Error> {
    if let Ok(signed_in) = authenticate(state, caller, headers).await {
        let mut writing = state.store.write().await?;
        sessions::remove(&mut writing, signed_in.user.id, &signed_in.session).await?;
        writing.commit().await?;
    }
    cookie("", 0, is_secure(state, caller))
}

/// `Lax`, so that a link to the admin in a letter works; writes from other sites are refused by their origin.
fn cookie(token: &str, seconds: i64, secure: bool) -> Result<HeaderValue, Error> {
    let (name, secure) = if secure { (SECURE_NAME, "; Secure") } else { (PLAIN_NAME, "") };
    let text = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).map_err(|_| Error::Internal)
}

/// Whether the site is asked over https.
pub fn is_secure(state: &State, caller: Caller) -> bool {
    caller.scheme == "https" || state.settings().site.address.starts_with("https://")
}

fn find_token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let name = if secure { SECURE_NAME } else { PLAIN_NAME };
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, token)| *found == name && !token.is_empty()).map(|(_, token)| token)
}
