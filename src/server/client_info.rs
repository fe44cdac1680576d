use std::sync::Once;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::client_address::{address_of, scheme_of};
use crate::auth::client_address::ClientAddress;
use crate::auth::client_info::ClientInfo;
use crate::state::AppState;

/// The warning is logged once, because with a misconfigured proxy it applies to every request.
static UNKNOWN: Once = Once::new();

/// Identifies the client, and rejects writes sent by other sites (CSRF).
pub async fn identify(Shared(state): Shared<AppState>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && is_foreign(request.headers(), request.uri(), &state.settings().site.address) {
        return (StatusCode::FORBIDDEN, "This request came from another site.\n").into_response();
    }
    let address = address_of(&state, &request);
    if address == ClientAddress::Unknown {
        UNKNOWN.call_once(|| {
            tracing::warn!(
                "a trusted proxy does not say where a request comes from: see `server.trusted_proxies` and \
                 `server.forwarding_header`"
            );
        });
    }
    let scheme = scheme_of(&state, &request);
    let is_secure = scheme == "https" || state.settings().site.address.starts_with("https://");
    request.extensions_mut().insert(ClientInfo { address, scheme, is_secure });
    next.run(request).await
}

/// Returns whether the browser reports that another site's page sent the request (Fetch Metadata; `Origin` of RFC 6454
/// for older browsers). A program that sends neither header carries nobody's cookies, so it is harmless.
fn is_foreign(headers: &HeaderMap, uri: &Uri, site: &str) -> bool {
    // Browsers send ASCII only, so any other value counts as foreign.
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin" | "none") => return false,
        Some(_) => return true,
        None => {}
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = text(header::HOST).or(uri.host()).unwrap_or_default();
    let named = origin.split_once("://").map_or(origin, |(_, host)| host);
    origin != site && named != host
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let value = |text: &str| HeaderValue::from_bytes(text.as_bytes()).unwrap();
        lines.iter().map(|(name, text)| (HeaderName::from_static(name), value(text))).collect()
    }

    #[test]
    fn cross_site_requests_are_recognized() {
        let uri = Uri::from_static("/posts/a");
        let foreign = |lines: &[(&'static str, &str)]| is_foreign(&headers(lines), &uri, "https://bao.vn");
        assert!(!foreign(&[]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        assert!(foreign(&[("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(!foreign(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(!foreign(&[("origin", "https://bao.vn"), ("host", "127.0.0.1:3000")]));
        assert!(foreign(&[("origin", "https://evil.example"), ("host", "localhost:3000")]));
        assert!(foreign(&[("origin", "null"), ("host", "localhost:3000")]));
        assert!(foreign(&[("origin", "https://é.example"), ("host", "localhost:3000")]));
        assert!(foreign(&[("sec-fetch-site", "é"), ("origin", "https://bao.vn")]));
    }
}
