//! Parsing of the `Accept-Encoding` header.

use axum::http::{HeaderMap, header};

/// The content encodings that a client accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AcceptedEncodings {
    pub brotli: bool,
    pub gzip: bool,
}

impl AcceptedEncodings {
    /// Reads the request headers (RFC 9110, section 12.5.3).
    pub fn of(headers: &HeaderMap) -> AcceptedEncodings {
        let mut accepted = AcceptedEncodings { brotli: false, gzip: false };
        let offers = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        for offer in offers.split(',') {
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

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn accept_encoding_is_parsed() {
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
}
