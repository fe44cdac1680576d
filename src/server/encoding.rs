use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::page_cache::Encoding;

/// A header's text; empty when it is missing or is none.
pub fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default()
}

/// Whether a client takes this encoding (RFC 9110, section 12.5.3).
fn accepts(headers: &HeaderMap, name: &str) -> bool {
    let mut offers = text(headers, axum::http::header::ACCEPT_ENCODING).split(',').map(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        (parts.next().unwrap_or_default(), parts.any(|weight| weight == "q=0"))
    });
    offers.any(|(offer, refused)| offer == name && !refused)
}

/// The smallest form that a client takes.
pub fn choose(headers: &HeaderMap) -> Encoding {
    match () {
        () if accepts(headers, "br") => Encoding::Brotli,
        () if accepts(headers, "gzip") => Encoding::Gzip,
        () => Encoding::Identity,
    }
}

/// Whether the client has this representation already (RFC 9110, section 13.1.2).
pub fn has(headers: &HeaderMap, etag: &str) -> bool {
    let known = text(headers, axum::http::header::IF_NONE_MATCH);
    known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag)
}
