//! Request logging: metrics, a log line, and an id that connects the two with the response.

use std::net::IpAddr;
use std::time::Instant;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tracing::Instrument;

use super::client_address::address_of;
use crate::auth::client_address::ClientAddress::{self, Known, Unknown};
use crate::auth::random;
use crate::config::{LoggedAddresses, LoggedRequests, ServerSettings};
use crate::metrics::RequestKind;
use crate::page_cache::CachePolicy;
use crate::state::AppState;

/// Header with the request id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Maximum length of a request id that is accepted from a proxy.
const LONGEST_ID: usize = 64;

/// Middleware that logs a request and its response. The path is logged without the query, which may contain search
/// terms or preview tokens.
pub async fn log_request(Shared(state): Shared<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let settings = &state.settings().server;
    let id = name(request.headers());
    let span = tracing::info_span!("request", id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let address = seen(settings, address_of(&state, &request));
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, duration) = (response.status(), began.elapsed());
    let reads = matches!(method, Method::GET | Method::HEAD);
    state.metrics.count_request(RequestKind::of(&path, reads), status.as_u16(), duration);
    let (status, milliseconds) = (status.as_u16(), duration.as_secs_f64() * 1000.0);
    let address = address.map(tracing::field::display);
    span.in_scope(|| match settings.log_requests {
        _ if status >= 500 => tracing::warn!(%method, path, status, milliseconds, address, "a request failed"),
        LoggedRequests::All => tracing::info!(%method, path, status, milliseconds, address, "a request"),
        LoggedRequests::Failed => {}
    });
    // A cached page answers many requests, so it has no id.
    let is_kept = CachePolicy::is_page(response.extensions());
    if let Some(id) = id.filter(|_| !is_kept) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Returns the request id from the proxy if it is valid, else a new one.
fn name(headers: &HeaderMap) -> Option<HeaderValue> {
    let is_name = |name: &&HeaderValue| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        (1..=LONGEST_ID).contains(&name.len()) && name.as_bytes().iter().all(plain)
    };
    if let Some(name) = headers.get(REQUEST_ID).filter(is_name) {
        return Some(name.clone());
    }
    let bytes: [u8; 12] = random::random_bytes().ok()?;
    HeaderValue::from_str(&URL_SAFE_NO_PAD.encode(bytes)).ok()
}

/// Returns the address as far as the settings allow it to be logged.
fn seen(settings: &ServerSettings, address: ClientAddress) -> Option<String> {
    match (settings.log_addresses, address) {
        (LoggedAddresses::None, _) => None,
        (_, Unknown) => Some("unknown".to_owned()),
        (LoggedAddresses::Full, Known(address)) => Some(address.to_string()),
        (LoggedAddresses::Networks, Known(IpAddr::V4(address))) => {
            let [first, second, third, _] = address.octets();
            Some(format!("{first}.{second}.{third}.0/24"))
        }
        (LoggedAddresses::Networks, Known(IpAddr::V6(address))) => {
            let [first, second, third, ..] = address.segments();
            Some(format!("{first:x}:{second:x}:{third:x}::/48"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    #[test]
    fn valid_request_ids_are_accepted() {
        let take = |given: &'static str| {
            let headers = HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_static(given))]);
            name(&headers).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(take("7f3a-9.b_c"), "7f3a-9.b_c");
        for bad in ["", "a b", "<script>", "a\u{9}b"] {
            assert_eq!(take(bad).len(), 16, "{bad:?}");
        }
        assert_ne!(name(&HeaderMap::new()), name(&HeaderMap::new()));
    }

    #[test]
    fn addresses_are_logged_as_far_as_allowed() {
        let note = |how: &str, address: &str| {
            let settings =
                load(&Overrides::default(), |name| (name == "LONGAN_SERVER_LOG_ADDRESSES").then(|| how.to_owned()));
            seen(&settings.unwrap().server, address.parse().map_or(Unknown, Known))
        };
        assert_eq!(note("none", "192.0.2.7"), None);
        assert_eq!(note("networks", "192.0.2.7").unwrap(), "192.0.2.0/24");
        assert_eq!(note("networks", "2001:db8:1:2::7").unwrap(), "2001:db8:1::/48");
        assert_eq!(note("full", "192.0.2.7").unwrap(), "192.0.2.7");
        assert_eq!(note("full", "nowhere").unwrap(), "unknown");
        assert_eq!(note("none", "nowhere"), None);
    }
}
