//! The words of template tags, and what is made of them.

use crate::text::{Format, body};

/// Returns the words of a tag: quoted ones as a whole, and pairs of name and value as they are.
pub fn arguments(text: &str) -> Vec<(Option<String>, String)> {
    let mut arguments = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let name_end = rest.find(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).unwrap_or(rest.len());
        let after = rest[name_end..].trim_start();
        let (name, value) = match after.strip_prefix('=') {
            Some(value) if name_end > 0 => (Some(rest[..name_end].to_lowercase()), value.trim_start()),
            // `caption:"Words"`
            _ => match after.strip_prefix(':').map(str::trim_start).filter(|value| value.starts_with(['"', '\''])) {
                Some(value) if name_end > 0 => (Some(rest[..name_end].to_lowercase()), value),
                _ => (None, rest),
            },
        };
        let quote = value.chars().next().filter(|c| "\"'`“”".contains(*c));
        let (word, left) = match quote {
            Some(quote) => {
                let inner = &value[quote.len_utf8()..];
                let close = if quote == '“' { '”' } else { quote };
                inner.split_once(close).unwrap_or((inner, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        arguments.push((name, word.to_owned()));
        rest = left.trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
    }
    arguments
}

/// Returns the value with this name.
pub fn named<'v>(arguments: &'v [(Option<String>, String)], names: &[&str]) -> Option<&'v str> {
    let found = names.iter().find_map(|name| arguments.iter().find(|(known, _)| known.as_deref() == Some(*name)));
    found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
}

/// Returns the values without a name.
pub fn unnamed(arguments: &[(Option<String>, String)]) -> Vec<&str> {
    arguments.iter().filter(|(name, _)| name.is_none()).map(|(_, value)| value.as_str()).collect()
}

/// Renders a picture with its caption, which is Markdown.
pub fn figure(address: &str, alt: &str, caption: &str) -> String {
    let (address, alt) =
        (html_escape::encode_double_quoted_attribute(address), html_escape::encode_double_quoted_attribute(alt));
    let caption = match caption.trim() {
        "" => String::new(),
        caption => format!("<figcaption>{}</figcaption>", inline(caption)),
    };
    format!("\n\n<figure><img src=\"{address}\" alt=\"{alt}\">{caption}</figure>\n\n")
}

/// Renders Markdown on one line.
fn inline(text: &str) -> String {
    let html = body::render(text, Format::Markdown).html;
    let inner = html.trim().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    match inner.filter(|inner| !inner.contains("<p>")) {
        Some(inner) => inner.to_owned(),
        None => html_escape::encode_text(text).into_owned(),
    }
}
