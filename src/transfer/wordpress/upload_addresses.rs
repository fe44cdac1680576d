//! URLs of uploaded files: `https://bao.example/wp-content/uploads/2019/03/cau-300x200.jpg`.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

/// What the folders have in common, so that a text is searched once.
const COMMON: &str = "content/";
/// The folders of uploaded files: of WordPress, and of Ghost. Each is split at [`COMMON`].
const FOLDERS: [(&str, &str); 2] = [("/wp-", "uploads/"), ("/", "images/")];

/// The URL of an uploaded file in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadAddress {
    /// The byte range in the text.
    pub range: Range<usize>,
    /// In lower case and without `www.`; empty if the URL is a path.
    pub host: String,
    /// The path, percent-decoded and composed (NFC).
    pub path: String,
    /// The path relative to the uploads folder, such as `2019/03/cau-300x200.jpg`, percent-decoded and composed (NFC).
    pub file: String,
}

/// Finds all URLs of uploaded files in a text: HTML, Markdown, or just a URL.
pub fn find(text: &str) -> Vec<UploadAddress> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((place, folder)) = next_folder(text, from) {
        let start = text[from..place]
            .rfind(is_end)
            .map_or(from, |before| from + before + text[from + before..].chars().next().map_or(1, char::len_utf8));
        let rest = place + folder.len();
        let end = text[rest..].find(is_end).map_or(text.len(), |length| rest + length);
        let (host, path) = split(&text[start..place]);
        // The query, which requests a resized picture, and the fragment are not part of the file name.
        let file = text[rest..end].split(['?', '#']).next().unwrap_or_default();
        let file = decode(file);
        let path = format!("{}{folder}{file}", decode(path));
        found.push(UploadAddress { range: start..end, host, path, file });
        from = end;
    }
    found
}

/// Returns the next folder in a text, and its position.
fn next_folder(text: &str, from: usize) -> Option<(usize, &str)> {
    let mut start = from;
    while let Some(place) = text[start..].find(COMMON).map(|place| start + place) {
        let after = place + COMMON.len();
        for (before, inner) in FOLDERS {
            if text[from..place].ends_with(before) && text[after..].starts_with(inner) {
                let begin = place - before.len();
                return Some((begin, &text[begin..after + inner.len()]));
            }
        }
        start = after;
    }
    None
}

/// Returns whether a character ends a URL.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '=' | '\\' | '|')
}

/// Splits the part before the uploads folder into host and path. Jetpack's servers have the host in the path.
fn split(before: &str) -> (String, &str) {
    let Some((_, rest)) = before.split_once("//") else { return (String::new(), before) };
    let (mut host, mut path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if ["i0.wp.com", "i1.wp.com", "i2.wp.com", "i3.wp.com"].contains(&host) {
        let rest = path.trim_start_matches('/');
        (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    }
    (bare(host), path)
}

/// Normalizes a host for comparison.
pub fn bare(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().nfc().collect()
}

/// Returns the name of the original that WordPress has scaled to this file: `cau.jpg` for `cau-300x200.jpg`.
pub fn original(file: &str) -> Option<String> {
    let (base, end) = file.rsplit_once('.')?;
    let (base, size) = base.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let is_number = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(width) && is_number(height)).then(|| format!("{base}.{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_found_in_any_text() {
        let text = r#"<img src="https://www.Bao.example/tin/wp-content/uploads/2019/c%E1%BA%A7u-300x200.jpg?w=300#x"
            srcset="/wp-content/uploads/a.jpg 1x, //bao.example/wp-content/uploads/b.jpg 2x">
            ![x](https://i0.wp.com/bao.example/wp-content/uploads/c.png) /wp-content/themes/d.png"#;
        let found: Vec<_> = find(text).into_iter().map(|upload| (upload.host, upload.path, upload.file)).collect();
        let expected = [
            ("bao.example", "/tin/wp-content/uploads/2019/cầu-300x200.jpg", "2019/cầu-300x200.jpg"),
            ("", "/wp-content/uploads/a.jpg", "a.jpg"),
            ("bao.example", "/wp-content/uploads/b.jpg", "b.jpg"),
            ("bao.example", "/wp-content/uploads/c.png", "c.png"),
        ];
        assert_eq!(found, expected.map(|(host, path, file)| (host.to_owned(), path.to_owned(), file.to_owned())));
        assert_eq!(&text[find(text)[1].range.clone()], "/wp-content/uploads/a.jpg");
        assert_eq!(find("ở“/wp-content/uploads/é.jpg").len(), 1, "letters of several bytes");
        assert_eq!(find("src=\"https://a.example/content/images/2024/01/a.jpg\"")[0].file, "2024/01/a.jpg");
        assert_eq!(find("/content/uploads/a.jpg content/images/b.jpg /my-content/images/c.jpg"), []);
    }

    #[test]
    fn smaller_files_name_their_original() {
        assert_eq!(original("2019/cau-300x200.jpg").as_deref(), Some("2019/cau.jpg"));
        for other in ["cau.jpg", "cau-300.jpg", "cau-ax2.jpg", "cau-300x200", "x-123456x1.jpg"] {
            assert_eq!(original(other), None, "{other}");
        }
    }
}
