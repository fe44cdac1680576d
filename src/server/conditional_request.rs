//! Conditional requests (RFC 9110, section 13).

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use sha2::{Digest, Sha256};

use crate::model::Milliseconds;

/// Validators of a representation.
#[derive(Clone, Debug)]
pub struct Validators {
    /// Quoted entity tag.
    pub etag: String,
    pub modified: Option<Milliseconds>,
}

impl Validators {
    /// Computes the validators of a body.
    pub fn of(body: &[u8], modified: Option<Milliseconds>) -> Validators {
        let digest = URL_SAFE_NO_PAD.encode(&Sha256::digest(body)[..12]);
        Validators { etag: format!("\"{digest}\""), modified }
    }

    /// Returns whether the client has this representation. If the request has `If-None-Match`, `If-Modified-Since` is
    /// ignored (section 13.1.3).
    pub fn are_known(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(header::IF_NONE_MATCH) {
            return is_etag_known(headers, self.etag.trim_start_matches("W/").as_bytes());
        }
        let modified = self.modified.and_then(|at| Timestamp::from_millisecond(at).ok());
        modified.is_some_and(|modified| is_unchanged(headers, modified))
    }

    /// Builds the response: 304 if the client has the representation, else the body that `make` returns.
    pub fn answer(&self, headers: &HeaderMap, content_type: &'static str, make: impl FnOnce() -> Body) -> Response {
        let is_known = self.are_known(headers);
        let body = if is_known { Body::empty() } else { make() };
        let mut response = dated(body, content_type, self.modified);
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        insert(response.headers_mut(), header::ETAG, &self.etag);
        response
    }
}

/// Returns whether the request's `If-None-Match` lists this entity tag. The comparison is weak (section 13.1.2).
pub fn is_etag_known(headers: &HeaderMap, etag: &[u8]) -> bool {
    let known = text(headers, header::IF_NONE_MATCH);
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag)
}

/// Builds a response with a `Last-Modified` header.
pub fn dated(body: Body, content_type: &'static str, modified: Option<Milliseconds>) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let modified = modified.and_then(|at| Timestamp::from_millisecond(at).ok());
    let modified = modified.and_then(|at| DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok());
    if let Some(modified) = modified {
        insert(headers, header::LAST_MODIFIED, &modified);
    }
    response
}

/// Returns whether `If-Modified-Since` is not before `modified` (section 13.1.3).
fn is_unchanged(headers: &HeaderMap, modified: Timestamp) -> bool {
    let since = DateTimeParser::new().parse_timestamp(text(headers, header::IF_MODIFIED_SINCE));
    since.is_ok_and(|since| modified.as_second() <= since.as_second())
}

/// Returns whether `If-Modified-Since` is not before the time in a `Last-Modified` value.
pub fn is_known_since(headers: &HeaderMap, modified: &HeaderValue) -> bool {
    let modified = modified.to_str().ok().and_then(|text| DateTimeParser::new().parse_timestamp(text).ok());
    modified.is_some_and(|modified| is_unchanged(headers, modified))
}

/// Returns the text of a header; empty if it is missing or not ASCII.
fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(validators: &Validators, name: HeaderName, value: &str) -> StatusCode {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        validators.answer(&headers, "text/plain", || Body::from("x")).status()
    }

    #[test]
    fn entity_tags_are_compared_weakly() {
        let is_known = |line: &'static str| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(line))]);
            is_etag_known(&headers, b"\"a\"")
        };
        assert!(is_known("\"a\"") && is_known("\"b\", W/\"a\"") && is_known("*"));
        assert!(!is_known("\"ab\"") && !is_known("a") && !is_known(""));
    }

    #[test]
    fn known_representations_are_answered_with_304() {
        // 2025-03-02T18:30:00.500Z
        let validators = Validators::of(b"x", Some(1_740_940_200_500));
        let answer = validators.answer(&HeaderMap::new(), "text/plain", || Body::from("x"));
        assert_eq!(answer.headers()[header::LAST_MODIFIED], "Sun, 02 Mar 2025 18:30:00 GMT");
        let asked = |name, value: &str| status(&validators, name, value);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, "Sun, 02 Mar 2025 18:30:00 GMT"), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, "Sun, 02 Mar 2025 18:29:59 GMT"), StatusCode::OK);
        assert_eq!(asked(header::IF_MODIFIED_SINCE, "yesterday"), StatusCode::OK);
        assert_eq!(asked(header::IF_NONE_MATCH, &format!("W/{}", validators.etag)), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(header::IF_NONE_MATCH, "\"y\""), StatusCode::OK);
    }
}
