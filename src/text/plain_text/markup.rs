use memchr::{memchr, memmem};

use super::{collapse, parts_words, silences};

/// The text of `html`, entities decoded, white space collapsed to single spaces. Heading anchors, footnote marks, scripts
/// and styles are left out.
///
/// It reads what a serializer has written, as all is that is stored: tags are whole, and values stand in quotes. That
/// takes a twentieth of what parsing takes, and a page of search results needs the text of twenty posts.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        text.push_str(&html_escape::decode_html_entities(&rest[..at]));
        let tag = Tag::read(&rest[at..]);
        rest = &rest[at + tag.length..];
        if !tag.is_end && silences(tag.name, |class| tag.has_class(class)) {
            rest = skip(rest, tag.name);
        } else if parts_words(tag.name) {
            text.push(' ');
        }
    }
    text.push_str(&html_escape::decode_html_entities(rest));
    collapse(&text)
}

/// A tag, or a comment: that has the name of something within words.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    is_end: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The one that `html` begins with.
    fn read(html: &'a str) -> Tag<'a> {
        if html.starts_with("<!--") {
            let length = memmem::find(html.as_bytes(), b"-->").map_or(html.len(), |at| at + 3);
            return Tag { name: "wbr", attributes: "", is_end: false, length };
        }
        let mut quote = None;
        let end = html.bytes().position(|byte| match (quote, byte) {
            (None, b'>') => true,
            (None, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            (Some(open), _) => {
                quote = quote.filter(|_| open != byte);
                false
            }
            (None, _) => false,
        });
        let end = end.unwrap_or(html.len());
        let inner = &html[1..end];
        let is_end = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let (name, attributes) = inner.split_at(inner.find([' ', '/']).unwrap_or(inner.len()));
        Tag { name, attributes, is_end, length: html.len().min(end + 1) }
    }

    /// No value has a quote in it: there it is an entity.
    fn has_class(&self, class: &str) -> bool {
        let value = self.attributes.split_once(" class=\"").and_then(|(_, rest)| rest.split_once('"'));
        value.is_some_and(|(names, _)| names.split_ascii_whitespace().any(|name| name == class))
    }
}

/// What follows the end of an element that has just begun. Others of its name may stand in it.
fn skip<'a>(mut rest: &'a str, name: &str) -> &'a str {
    let mut depth = 1_usize;
    while depth > 0 {
        let Some(at) = memchr(b'<', rest.as_bytes()) else { return "" };
        let tag = Tag::read(&rest[at..]);
        rest = &rest[at + tag.length..];
        match tag.name == name {
            true if tag.is_end => depth -= 1,
            true => depth += 1,
            false => {}
        }
    }
    rest
}
