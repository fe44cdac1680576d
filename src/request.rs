//! The request and response context of server functions.

pub mod guard;

use std::net::Ipv6Addr;
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

/// Returns whether a text is a host with an optional port (RFC 9110, section 7.2): a name or an IP address.
pub fn is_host(host: &[u8]) -> bool {
    let Ok(host) = std::str::from_utf8(host) else { return false };
    if let Some((address, port)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let has_port = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return has_port && address.parse::<Ipv6Addr>().is_ok();
    }
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        let has_ends = bytes.first().copied().is_some_and(is_letter) && bytes.last().copied().is_some_and(is_letter);
        has_ends && bytes.iter().all(|byte| is_letter(*byte) || *byte == b'-')
    };
    // A fully qualified name may end with a dot.
    port.is_none_or(is_port) && name.strip_suffix('.').unwrap_or(name).split('.').all(is_label)
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
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
