//! The character encoding of a page (<https://html.spec.whatwg.org/#determining-the-character-encoding>).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::model::language::Language;

/// How many bytes of a page are searched for the name of its encoding.
const SEARCHED: usize = 1024;
/// How many bytes of a character may be missing at the end, where reading stopped.
const CUT: usize = 3;

/// Decodes a page. `content_type` is the header's, in lower case. A page that does not say how it is encoded has the
/// encoding that was usual for the language.
pub fn decode(bytes: &[u8], content_type: &str, language: Language) -> String {
    let usual = match language {
        Language::Vi => WINDOWS_1258,
        Language::En => WINDOWS_1252,
    };
    let encoding = unmistakable(bytes).or_else(|| named(content_type)).or_else(|| declared(bytes)).unwrap_or(usual);
    // A byte-order mark takes precedence over all of these.
    encoding.decode(bytes).0.into_owned()
}

/// Returns the encoding that the bytes themselves tell. Servers often name another one than UTF-8 for all pages.
fn unmistakable(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let is_utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && bytes.len() - error.valid_up_to() <= CUT,
    };
    // Without other letters, it may also be an encoding that switches between alphabets (ISO-2022-JP).
    (is_utf8 && !bytes.is_ascii()).then_some(UTF_8)
}

/// Returns the encoding that a `charset=` in a text names.
fn named(text: &str) -> Option<&'static Encoding> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("charset") {
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || "\"';>/".contains(c)).unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value.as_bytes()[..end]) {
            return Some(encoding);
        }
    }
    None
}

/// Returns the encoding that the page names in a `meta` element.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SEARCHED)]).to_ascii_lowercase();
    let encoding = start.match_indices("<meta").find_map(|(at, _)| {
        let tag = &start[at..];
        named(&tag[..tag.find('>').unwrap_or(tag.len())])
    });
    // What can be read as ASCII so far is not UTF-16.
    encoding.map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const TITLE: &str = "Tiếng Việt ở Cần Thơ";

    /// The title in windows-1258, which has marks of their own for tones.
    fn vietnamese() -> Vec<u8> {
        b"Ti\xea\xecng Vi\xea\xf2t \xf5\xd2 C\xe2\xccn Th\xf5".to_vec()
    }

    #[track_caller]
    fn check(bytes: &[u8], content_type: &str, language: Language) {
        let text: String = decode(bytes, content_type, language).nfc().collect();
        assert!(text.contains(TITLE), "{text}");
    }

    #[test]
    fn vietnamese_titles_come_out_right() {
        let page = |meta: &str, title: &[u8]| ["<html><head>".as_bytes(), meta.as_bytes(), title].concat();
        let old = "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=windows-1258\">";
        check(&page(old, &vietnamese()), "text/html", Language::En);
        check(&page("", &vietnamese()), "text/html; charset=\"windows-1258\"", Language::En);
        check(&page("", &vietnamese()), "text/html", Language::Vi);
        check(&page("<meta charset=utf-8>", TITLE.as_bytes()), "text/html", Language::Vi);
        check(TITLE.as_bytes(), "text/html; charset=iso-8859-1", Language::Vi);
        check(["\u{feff}", TITLE].concat().as_bytes(), "text/html; charset=x-unknown", Language::Vi);
        let utf16 = |unit: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let text = format!("<title>{TITLE}");
        check(&utf16(u16::to_le_bytes, &text), "text/html", Language::Vi);
        check(&utf16(u16::to_be_bytes, &text), "text/html", Language::Vi);
        check(&utf16(u16::to_le_bytes, &format!("\u{feff}{text}")), "text/html", Language::Vi);
        check(&utf16(u16::to_be_bytes, &text)[..], "text/html; charset=utf-16be", Language::Vi);
        check(&page("<meta charset=utf-16>", TITLE.as_bytes()), "text/html", Language::Vi);
    }

    #[test]
    fn a_page_that_was_cut_is_still_utf8() {
        check(&[TITLE.as_bytes(), &"ệ".as_bytes()[..2]].concat(), "text/html", Language::Vi);
        assert!(decode(b"a\xff\xfeb", "text/html; charset=utf-8", Language::Vi).starts_with('a'), "broken");
    }
}
