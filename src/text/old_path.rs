//! Paths of pages that have moved, or that were on another site.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

/// Normalizes an old path for storing and lookup: without host, fragment and trailing slash (except for the root),
/// percent-decoded, in NFC. A query is kept.
pub fn normalize(address: &str) -> String {
    let address = address.trim();
    let address = address.split('#').next().unwrap_or_default();
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?']).map_or("/", |start| &rest[start..]),
        None => address,
    };
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path, None),
    };
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path: String = path.trim_matches('/').nfc().collect();
    match query.filter(|query| !query.is_empty()) {
        Some(query) => format!("/{path}?{query}"),
        None => format!("/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn urls_become_paths() {
        assert_eq!(normalize("https://a.example/2010/Bai-%E1%BA%a1/"), "/2010/Bai-ạ");
        assert_eq!(normalize("http://a.example/?p=5"), "/?p=5");
        assert_eq!(normalize("http://a.example?p=5#x"), "/?p=5");
        assert_eq!(normalize("https://a.example"), "/");
        assert_eq!(normalize("/a/b///"), "/a/b");
    }
}
