//! Parsing of single values.

use html_escape::decode_html_entities;
use percent_encoding::percent_decode_str;

use crate::transfer::wordpress::xml::XmlElement;

/// Parses an ID. 0 means none.
pub fn number(element: &XmlElement, name: &str) -> Option<i64> {
    element.get(name).trim().parse().ok().filter(|number| *number != 0)
}

/// Decodes a slug: WordPress stores non-ASCII characters percent-encoded.
pub fn slug(text: &str) -> String {
    percent_decode_str(text.trim()).decode_utf8_lossy().into_owned()
}

/// Parses a login. Real logins never contain angle brackets, but files edited by hand do.
pub fn login(text: &str) -> String {
    plain(text).trim_matches(['<', '>', ' ']).to_owned()
}

/// Converts text that may contain tags and entities to one line of plain text.
pub fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        bare.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        if !after.starts_with(|next: char| next.is_ascii_alphabetic() || "/!".contains(next)) {
            bare.push('<');
            rest = after;
            continue;
        }
        rest = &rest[start..];
        let Some(end) = rest.find('>') else { break };
        rest = &rest[end + 1..];
    }
    bare.push_str(rest);
    let bare = decode_html_entities(&bare);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
