//! URLs of uploaded files: `https://bao.example/wp-content/uploads/2019/03/cau-300x200.jpg`.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

/// What their addresses have in common: the usual folder, that of Bedrock, that of Ghost, that of old networks, and the
/// host of WordPress.com. In the last two, a year and a month must follow.
const MARKS: [&str; 5] =
    ["/wp-content/uploads/", "/app/uploads/", "/content/images/", "/files/", ".files.wordpress.com/"];
/// How many of them are enough by themselves.
const USUAL: usize = 3;

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MARKS).ok());

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
    let Some(finder) = &*FINDER else { return found };
    for mark in finder.find_iter(text) {
        let (place, rest) = (mark.start(), mark.end());
        let is_usual = mark.pattern().as_usize() < USUAL;
        if place < from || !(is_usual || begins_with_month(&text[rest..])) {
            continue;
        }
        let start = text[from..place]
            .rfind(is_end)
            .map_or(from, |before| from + before + text[from + before..].chars().next().map_or(1, char::len_utf8));
        let name_end = rest + length_of_name(&text[rest..]);
        let file = decode(&text[rest..name_end]);
        // The path begins after the host of WordPress.com, and includes the folder otherwise.
        let (host, before) = split(&text[start..rest - 1]);
        let path = format!("{}/{file}", decode(before));
        // The query, which requests a resized picture, and the fragment are not part of the file name.
        let end = name_end + length_of_query(&text[name_end..]);
        found.push(UploadAddress { range: start..end, host, path, file });
        from = end;
    }
    found
}

/// Returns whether a path begins with a year and a month.
fn begins_with_month(path: &str) -> bool {
    let bytes = path.as_bytes();
    let is_digit = |index: &usize| bytes.get(*index).is_some_and(u8::is_ascii_digit);
    [0, 1, 2, 3, 5, 6].iter().all(is_digit) && bytes.get(4) == Some(&b'/') && bytes.get(7) == Some(&b'/')
}

fn length_of_name(text: &str) -> usize {
    let length = text.find(|c| is_end(c) || c == '?' || c == '#').unwrap_or(text.len());
    // A quotation mark as an entity, as in styles.
    text[..length]
        .find("&quot")
        .or_else(|| text[..length].find('&').filter(|_| text[length..].starts_with('#')))
        .unwrap_or(length)
}

fn length_of_query(text: &str) -> usize {
    if !text.starts_with(['?', '#']) {
        return 0;
    }
    let is_outside = |c: char| c.is_whitespace() || c.is_control() || "\"'<>()[]{}\\|".contains(c);
    let length = text.find(is_outside).unwrap_or(text.len());
    let length = text[..length].find("&quot;").unwrap_or(length);
    text[..length].trim_end_matches([',', ';', '.']).len()
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
    fn other_folders_and_hosts_are_known() {
        let cases = [
            (
                "https://bao.files.wordpress.com/2019/03/a.jpg?w=300&amp;h=2",
                "bao.files.wordpress.com",
                "/2019/03/a.jpg",
            ),
            ("https://i0.wp.com/bao.files.wordpress.com/2019/03/a.jpg", "bao.files.wordpress.com", "/2019/03/a.jpg"),
            ("http://bao.example/files/2019/03/a.jpg", "bao.example", "/files/2019/03/a.jpg"),
            ("http://bao.example/app/uploads/2019/03/a.jpg?resize=3,2", "bao.example", "/app/uploads/2019/03/a.jpg"),
            (
                "https://bao.example/wp-content/blogs.dir/3/files/2019/03/a.jpg",
                "bao.example",
                "/wp-content/blogs.dir/3/files/2019/03/a.jpg",
            ),
        ];
        for (url, host, path) in cases {
            let text = format!("<img src=\"{url}\"> url(&quot;{url}&quot;);");
            let found = find(&text);
            assert_eq!(found.len(), 2, "{url}");
            for upload in found {
                assert_eq!((&text[upload.range], upload.host.as_str(), upload.path.as_str()), (url, host, path));
                assert_eq!(upload.file, "2019/03/a.jpg");
            }
        }
        for other in ["https://bao.example/files/report.pdf", "https://x.example/files/20190/3/a.jpg"] {
            assert_eq!(find(other), [], "{other}");
        }
    }

    #[test]
    fn smaller_files_name_their_original() {
        assert_eq!(original("2019/cau-300x200.jpg").as_deref(), Some("2019/cau.jpg"));
        for other in ["cau.jpg", "cau-300.jpg", "cau-ax2.jpg", "cau-300x200", "x-123456x1.jpg"] {
            assert_eq!(original(other), None, "{other}");
        }
    }
}
