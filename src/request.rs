//! What a server function knows of the request it answers, on the way in and on the way out.

pub mod guard;

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

use crate::auth::client_info::ClientInfo;
use crate::config::Settings;
use crate::model::error::Error;
use crate::page_cache::CachePolicy;
use crate::state::AppState;

/// What every request shares.
pub fn state() -> Result<AppState, Error> {
    use_context::<AppState>().ok_or(Error::Internal)
}

/// Who asks.
pub fn client_info() -> Result<ClientInfo, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    parts.extensions.get::<ClientInfo>().copied().ok_or(Error::Internal)
}

/// The headers of the request.
pub fn headers() -> Result<HeaderMap, Error> {
    Ok(use_context::<Parts>().ok_or(Error::Internal)?.headers)
}

/// Where the reader reaches the site: as the settings say, else as the request does.
pub fn origin(state: &AppState) -> Result<String, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    Ok(origin_of(state, client_info()?, &parts.headers, &parts.uri))
}

/// The same for a request at hand.
pub fn origin_of(state: &AppState, client_info: ClientInfo, headers: &HeaderMap, uri: &Uri) -> String {
    let mut origin = String::new();
    write_origin(&mut origin, &state.settings(), || client_info.scheme, headers, uri);
    origin
}

/// The same, appended to a text. `scheme` is asked only when the settings do not say.
pub fn write_origin(
    text: &mut String,
    settings: &Settings,
    scheme: impl FnOnce() -> &'static str,
    headers: &HeaderMap,
    uri: &Uri,
) {
    if !settings.site.address.is_empty() {
        text.push_str(&settings.site.address);
        return;
    }
    let named = headers.get(header::HOST).map(HeaderValue::as_bytes);
    let host = named.or(uri.host().map(str::as_bytes)).filter(|host| is_host(host));
    // A name that is none could only harm who sent it, but would do so in their share links.
    let host = host.and_then(|host| std::str::from_utf8(host).ok()).unwrap_or("localhost");
    for part in [scheme(), "://", host] {
        text.push_str(part);
    }
}

/// Whether a host, perhaps with a port, is written as they are in URLs.
pub fn is_host(host: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    host.iter().all(is_plain)
}

/// The HTTP status of an error.
pub fn error_status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Gives an error the response's status.
pub fn answer<T>(result: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &result {
        expect_context::<ResponseOptions>().set_status(error_status(error));
    }
    result
}

/// The cache policy of a server function's response: the function says it, and the server attaches it.
#[derive(Clone, Debug, Default)]
pub struct ResponseCachePolicy(Arc<Mutex<CachePolicy>>);

impl ResponseCachePolicy {
    /// What the function has said; [`CachePolicy::Uncacheable`] if it has said nothing.
    pub fn take(&self) -> CachePolicy {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Says whether the answer may be kept.
pub fn set_cache_policy(policy: CachePolicy) {
    let response: ResponseCachePolicy = expect_context();
    *response.0.lock().unwrap_or_else(PoisonError::into_inner) = policy;
}
