//! Parsing of request URLs: path, query and cursors.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::model::Milliseconds;
use crate::store::comments::thread;
use crate::store::posts::ListingCursor;

/// A path and query.
#[derive(Clone, Debug)]
pub struct RequestUrl {
    /// Percent-decoded and in NFC, as legacy URLs are stored. Invalid UTF-8 is replaced.
    pub path: String,
    query: String,
}

impl RequestUrl {
    /// Parses `/path?query`.
    pub fn parse(url: &str) -> RequestUrl {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let path = decode(path);
        RequestUrl { path, query: query.split('#').next().unwrap_or_default().to_owned() }
    }

    /// Creates one from a path that is already decoded.
    pub fn of_path(path: &str) -> RequestUrl {
        RequestUrl { path: path.to_owned(), query: String::new() }
    }

    /// Returns the query without the pairs of a name.
    pub fn without(&self, name: &str) -> String {
        let pairs = self.query.split('&').filter(|pair| pair.split('=').next() != Some(name));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Returns the first value of a name in the query, percent-decoded.
    pub fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(found, _)| *found == name)?;
        Some(percent_decode_str(value).decode_utf8_lossy())
    }

    /// Returns the first value of a form field in the query, in NFC. It is form-decoded: `+` is a space.
    pub fn field(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(found, _)| found == name).map(|(_, value)| value.nfc().collect())
    }

    /// Returns the cursor of a listing. `None` if the query has an invalid one.
    pub fn cursor(&self) -> Option<ListingCursor> {
        match (self.value("before"), self.value("after")) {
            (None, None) => Some(ListingCursor::Start),
            (Some(place), None) => parse_cursor(&place).map(|(at, id)| ListingCursor::Before(at, id)),
            (None, Some(place)) => parse_cursor(&place).map(|(at, id)| ListingCursor::After(at, id)),
            (Some(_), Some(_)) => None,
        }
    }

    /// Returns the cursor of a comment page. `None` if the query has an invalid one.
    pub fn discussion_cursor(&self) -> Option<thread::ThreadCursor> {
        let place = |text: Cow<'_, str>| thread::is_sort_key(&text).then(|| text.into_owned());
        match (self.value("before"), self.value("after")) {
            (None, None) => Some(thread::ThreadCursor::Start),
            (Some(text), None) => place(text).map(thread::ThreadCursor::Before),
            (None, Some(text)) => place(text).map(thread::ThreadCursor::After),
            (Some(_), Some(_)) => None,
        }
    }

    /// Returns the keys under which redirects from this URL may be stored, likeliest first.
    pub fn old_keys(&self) -> Vec<String> {
        let path = match self.path.trim_end_matches('/') {
            "" => "/",
            path => path,
        };
        let mut keys = Vec::new();
        if !self.query.is_empty() {
            keys.push(format!("{path}?{}", self.query));
            // Legacy URLs have one or two pairs. The limit bounds the number of queries.
            keys.extend(self.query.split('&').take(8).map(|pair| format!("{path}?{}", decode(pair))));
            keys.dedup();
        }
        if path != "/" {
            keys.push(path.to_owned());
            let mut whole = path;
            // Parts may have parts: `/a/2/amp`.
            for _ in 0..2 {
                let Some(base) = wordpress_part(whole) else { break };
                keys.push(base.to_owned());
                whole = base;
            }
        }
        keys
    }

    /// Returns whether the query asks WordPress for a post, page or file by its ID.
    pub fn asks_by_id(&self) -> bool {
        let is_number = |text: Cow<str>| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        ["p", "page_id", "attachment_id"].iter().any(|name| self.value(name).is_some_and(is_number))
    }
}

/// Returns the path of what WordPress showed in parts or other forms at this path: the pages of a listing (`/page/2`), of a
/// long post (`/2`) and of its comments (`/comment-page-2`), and its forms for telephones, for other sites, and for notes
/// of links.
pub fn wordpress_part(path: &str) -> Option<&str> {
    let is_number = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (base, last) = path.rsplit_once('/')?;
    let base = match last {
        "amp" | "embed" | "trackback" => base,
        last if last.strip_prefix("comment-page-").is_some_and(is_number) => base,
        last if is_number(last) => base.strip_suffix("/page").unwrap_or(base),
        _ => return None,
    };
    (!base.is_empty()).then_some(base)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().nfc().collect()
}

/// Characters to encode in a path (RFC 3986, section 3.3). Slugs may be of any script.
const PATH: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// Returns the absolute URL of a path. URLs of other sites, and queries, are unchanged.
pub fn absolute(origin: &str, path: &str) -> String {
    if path.starts_with("//") {
        return format!("{}:{path}", origin.split(':').next().unwrap_or("https"));
    }
    if !path.starts_with('/') {
        return path.to_owned();
    }
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    format!("{origin}{}{rest}", utf8_percent_encode(path, PATH))
}

/// Formats a cursor as [`RequestUrl::cursor`] parses it.
pub fn format_cursor(at: Milliseconds, id: i64) -> String {
    format!("{at}-{id}")
}

/// Parses the output of [`format_cursor`].
pub fn parse_cursor(place: &str) -> Option<(Milliseconds, i64)> {
    // Times before 1970 are negative and begin with a minus sign.
    let (at, id) = place.rsplit_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_round_trip() {
        let at = |url: &str| RequestUrl::parse(url).cursor();
        assert_eq!(at("/"), Some(ListingCursor::Start));
        assert_eq!(at(&format!("/?before={}", format_cursor(-5, 7))), Some(ListingCursor::Before(-5, 7)));
        assert_eq!(at("/?utm=1&after=12-7"), Some(ListingCursor::After(12, 7)));
        for broken in ["/?before=", "/?before=x-1", "/?before=1-x", "/?before=1", "/?before=1-1&after=1-1"] {
            assert_eq!(at(broken), None, "{broken}");
        }
    }

    #[test]
    fn paths_become_absolute_urls() {
        let complete = |path| absolute("https://bao.example", path);
        assert_eq!(
            complete("/tag/l\u{fa}a n\u{1b0}\u{1edb}c?x=1#y"),
            "https://bao.example/tag/l%C3%BAa%20n%C6%B0%E1%BB%9Bc?x=1#y"
        );
        assert_eq!(complete("//anh.example/a.jpg"), "https://anh.example/a.jpg");
        assert_eq!(complete("https://anh.example/a b.jpg"), "https://anh.example/a b.jpg");
        assert_eq!(RequestUrl::parse("/?a=1&feed=x&b").without("feed"), "a=1&b");
    }

    #[test]
    fn legacy_urls_have_keys() {
        assert_eq!(RequestUrl::parse("/?p=12").old_keys(), ["/?p=12"]);
        assert_eq!(RequestUrl::parse("/?utm=a&p=12").old_keys(), ["/?utm=a&p=12", "/?utm=a", "/?p=12"]);
        assert_eq!(RequestUrl::parse("/2013/01/m%C3%B9a/").old_keys(), ["/2013/01/mùa"]);
        assert_eq!(RequestUrl::parse("/?tag=l%C3%BAa").old_keys(), ["/?tag=l%C3%BAa", "/?tag=lúa"]);
        assert_eq!(RequestUrl::parse("/mu\u{300}a").old_keys(), ["/m\u{f9}a"]);
        assert!(RequestUrl::parse(&format!("/?{}", "a&".repeat(1000))).old_keys().len() < 12);
        assert_eq!(RequestUrl::parse("/tin/page/3/").old_keys(), ["/tin/page/3", "/tin"]);
        assert!(RequestUrl::parse("/").old_keys().is_empty());
    }
}
