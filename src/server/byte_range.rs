//! Requests for a part of a file (RFC 9110, section 14).

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestedPart {
    /// The whole file. Also if several ranges are asked for: answering only some requests is allowed (section 14.2).
    Whole,
    Part(Range<u64>),
    /// A range beyond the end.
    Beyond,
}

impl RequestedPart {
    /// Reads `Range` and `If-Range`, which must be this entity tag.
    pub fn of(headers: &HeaderMap, etag: &str, length: u64) -> RequestedPart {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
        if text(header::IF_RANGE).is_some_and(|condition| condition != etag) {
            return RequestedPart::Whole;
        }
        let range = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
        let Some((first, last)) = range.map(|(first, last)| (first.trim(), last.trim())) else {
            return RequestedPart::Whole;
        };
        // Rust would also accept a sign.
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(first) || !plain(last) {
            return RequestedPart::Whole;
        }
        let range = match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(length),
            (Ok(first), Err(_)) if last.is_empty() => first..length,
            (Err(_), Ok(last)) if first.is_empty() && last > 0 => length.saturating_sub(last)..length,
            (Err(_), Ok(0)) if first.is_empty() => return RequestedPart::Beyond,
            _ => return RequestedPart::Whole,
        };
        if range.start < length { RequestedPart::Part(range) } else { RequestedPart::Beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(range: &'static str, condition: Option<&'static str>) -> RequestedPart {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        if let Some(condition) = condition {
            headers.insert(header::IF_RANGE, condition.parse().unwrap());
        }
        RequestedPart::of(&headers, "\"a\"", 10)
    }

    #[test]
    fn one_range_is_read() {
        assert_eq!(part("bytes=2-4", None), RequestedPart::Part(2..5));
        assert_eq!(part("bytes=2-", None), RequestedPart::Part(2..10));
        assert_eq!(part("bytes=-3", None), RequestedPart::Part(7..10));
        assert_eq!(part("bytes=-30", None), RequestedPart::Part(0..10));
        assert_eq!(part("bytes=9-99999999999999999999", None), RequestedPart::Whole, "no number");
        assert_eq!(part("bytes=9-999", Some("\"a\"")), RequestedPart::Part(9..10));
        for range in ["bytes=10-", "bytes=-0", "bytes=99-100"] {
            assert_eq!(part(range, None), RequestedPart::Beyond, "{range}");
        }
        for range in ["bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=+1-2"] {
            assert_eq!(part(range, None), RequestedPart::Whole, "{range}");
        }
        assert_eq!(part("bytes=2-4", Some("\"b\"")), RequestedPart::Whole);
    }
}
