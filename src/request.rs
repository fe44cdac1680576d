//! The request and response context of server functions.

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

/// Returns the application state.
pub fn state() -> Result<AppState, Error> {
    use_context::<AppState>().ok_or(Error::Internal)
}

/// Returns the client of the request.
pub fn client_info() -> Result<ClientInfo, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    parts.extensions.get::<ClientInfo>().copied().ok_or(Error::Internal)
}

/// Returns the headers of the request.
pub fn headers() -> Result<HeaderMap, Error> {
    Ok(use_context::<Parts>().ok_or(Error::Internal)?.headers)
}

/// Returns the origin of the site: from the settings, else from the request.
pub fn origin(state: &AppState) -> Result<String, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    Ok(origin_of(state, client_info()?, &parts.headers, &parts.uri))
}

/// Returns the origin of the site for a given request.
pub fn origin_of(state: &AppState, client_info: ClientInfo, headers: &HeaderMap, uri: &Uri) -> String {
    let mut origin = String::new();
    write_origin(&mut origin, &state.settings(), || client_info.scheme, headers, uri);
    origin
}

/// Appends the origin of the site to a text. `scheme` is called only if the settings have no address.
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
    // An invalid host would only harm its sender, but would end up in their share links.
    let host = host.and_then(|host| std::str::from_utf8(host).ok()).unwrap_or("localhost");
    for part in [scheme(), "://", host] {
        text.push_str(part);
    }
}

/// Returns whether a host, with an optional port, has only characters that are valid in URLs.
pub fn is_host(host: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.iter().all(is_plain)
}

/// Returns the HTTP status of an error.
pub fn error_status(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Sets the response's status if the result is an error.
pub fn answer<T>(result: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &result {
        expect_context::<ResponseOptions>().set_status(error_status(error));
    }
    result
}

/// The cache policy of a server function's response. The function sets it, and the server attaches it.
#[derive(Clone, Debug, Default)]
pub struct ResponseCachePolicy(Arc<Mutex<CachePolicy>>);

impl ResponseCachePolicy {
    /// Returns the policy that the function has set; [`CachePolicy::Uncacheable`] by default.
    pub fn take(&self) -> CachePolicy {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Sets the cache policy of the response.
pub fn set_cache_policy(policy: CachePolicy) {
    let response: ResponseCachePolicy = expect_context();
    *response.0.lock().unwrap_or_else(PoisonError::into_inner) = policy;
}
