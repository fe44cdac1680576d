//! What a client says of the forms it takes and has.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The compressed forms that a client takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptedEncodings {
    pub brotli: bool,
    pub gzip: bool,
}

impl AcceptedEncodings {
    /// What a request's headers say (RFC 9110, section 12.5.3).
    pub fn of(headers: &HeaderMap) -> AcceptedEncodings {
        let mut accepted = AcceptedEncodings { brotli: false, gzip: false };
        for offer in text(headers, header::ACCEPT_ENCODING).split(',') {
            let mut parts = offer.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let taken = !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            match name {
                "br" => accepted.brotli = taken,
                "gzip" => accepted.gzip = taken,
                _ => {}
            }
        }
        accepted
    }
}

/// Whether the client has the representation with this validator already (RFC 9110, section 13.1.2).
pub fn has(headers: &HeaderMap, etag: &[u8]) -> bool {
    let known = text(headers, header::IF_NONE_MATCH);
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag)
}

/// A header's text; empty when it is missing or is none.
pub fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_read() {
        let of = |line: &'static str| {
            let accepted = AcceptedEncodings::of(&HeaderMap::from_iter([(
                header::ACCEPT_ENCODING,
                HeaderValue::from_static(line),
            )]));
            (accepted.brotli, accepted.gzip)
        };
        assert_eq!(of("gzip, deflate, br, zstd"), (true, true));
        assert_eq!(of("gzip;q=1.0, br;q=0"), (false, true));
        assert_eq!(of("gzip; q=0.000"), (false, false));
        assert_eq!(of("identity"), (false, false));
        assert_eq!(AcceptedEncodings::of(&HeaderMap::new()), AcceptedEncodings { brotli: false, gzip: false });
    }

    #[test]
    fn validators_are_compared_weakly() {
        let has = |line: &'static str| {
            has(&HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(line))]), b"\"a\"")
        };
        assert!(has("\"a\"") && has("\"b\", W/\"a\"") && has("*"));
        assert!(!has("\"ab\"") && !has("a") && !has(""));
    }
}
