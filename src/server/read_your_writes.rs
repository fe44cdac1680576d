//! A reader sees what they have written, also on another node of the site: a cookie holds the version that they have
//! written, and a node that does not know it yet asks the database before it answers from memory.

use axum::http::{HeaderMap, header};
use axum::response::Response;

use crate::auth::cookie;
use crate::state::AppState;

/// The cookie. It lasts longer than any node is behind.
const NAME: &str = "longan_version";
const SECONDS: i64 = 60;

/// Returns the version that the reader has written, if this node may not know it yet.
pub fn find_unknown_version(state: &AppState, headers: &HeaderMap) -> Option<i64> {
    if !state.store.is_shared() {
        return None;
    }
    let version = cookie::find(headers, NAME, false)?.parse().ok()?;
    (!state.store.knows(version)).then_some(version)
}

/// Sets the cookie if something was written while a request was handled: by it, or by another one at the same time.
pub fn remember(state: &AppState, before: i64, response: &mut Response) {
    let version = state.store.newest_own();
    if version <= before {
        return;
    }
    if let Ok(cookie) = cookie::set(NAME, &version.to_string(), SECONDS, false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
