//! Parses WordPress's `[shortcodes]`. `shortcodes/render.rs` converts them to HTML.
//! <https://developer.wordpress.org/plugins/shortcodes/>

mod attributes;
mod builders;
mod expansion;
mod galleries;
mod render;

use std::borrow::Cow;
use std::collections::HashMap;

use super::content_context::ContentLocation;
use super::html_tokenizer::HtmlTokenizer;
use crate::transfer::report::ImportReport;
use expansion::Expansion;

/// Elements in which shortcodes are not expanded.
const RAW: &[&str] = &["pre", "code", "script", "style", "textarea"];
/// Maximum length of an opening shortcode, which bounds the search for its end. Longer ones are text.
const LONGEST: usize = 8 * 1024;
/// Maximum nesting depth. Deeper shortcodes are text.
const DEEPEST: usize = 40;
/// Maximum number of bytes inserted by galleries and playlists: each of many could list every file of the site.
const LONGEST_LISTS: usize = 1024 * 1024;

enum ShortcodePiece<'a> {
    /// Output unchanged.
    Text(&'a str),
    Open {
        source: &'a str,
        name: &'a str,
        attributes: &'a str,
    },
    Close {
        source: &'a str,
        name: &'a str,
    },
    /// A shortcode with program code as its content.
    Code {
        name: &'a str,
        attributes: &'a str,
        inside: &'a str,
    },
}

/// Expands the shortcodes in `source`. Unknown ones are replaced by their content and counted in the report. Similar
/// text in brackets, such as `[sic]`, is kept.
pub fn expand(source: &str, place: ContentLocation, report: &mut ImportReport) -> String {
    let source = &*without_dynamic_parts(source, report);
    if !source.contains('[') {
        return source.to_owned();
    }
    let pieces = split(source);
    let ends = pair(&pieces);
    let mut out = String::with_capacity(source.len());
    let is_built = pieces.iter().enumerate().any(|(index, piece)| match piece {
        ShortcodePiece::Open { name, attributes, .. } => {
            builders::is_of_builder(name) && (ends.contains_key(&index) || has_attribute(attributes))
        }
        _ => false,
    });
    let (left, notes) = (LONGEST_LISTS, Vec::new());
    let mut expansion = Expansion { pieces: &pieces, ends: &ends, place, report, left, notes, is_built };
    expansion.write(0, pieces.len(), 0, &mut out);
    expansion.write_notes(&mut out);
    out
}

/// Removes what Divi fills in when a page is shown: `@ET-DC@…@`.
fn without_dynamic_parts<'a>(source: &'a str, report: &mut ImportReport) -> Cow<'a, str> {
    const MARK: &str = "@ET-DC@";
    let mut parts = source.split(MARK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    if out.len() == source.len() {
        return source.into();
    }
    for part in parts {
        let end = part.find(|sign: char| !(sign.is_ascii_alphanumeric() || "+/=".contains(sign))).unwrap_or(part.len());
        report.leave_out("dynamic content of Divi", "the old site's program filled it in");
        out.push_str(part[end..].strip_prefix('@').unwrap_or(&part[end..]));
    }
    out.into()
}

fn split(source: &str) -> Vec<ShortcodePiece<'_>> {
    let mut pieces = Vec::new();
    let mut scanner = HtmlTokenizer::new(source, RAW);
    let (mut position, mut written) = (0, 0);
    let mut unclosed: Vec<&str> = Vec::new();
    let mut unended = 0;
    while let Some(offset) = source[position..].find(['<', '[']) {
        let place = position + offset;
        position = place + 1;
        if source.as_bytes()[place] == b'<' {
            position = scanner.markup_at(place).map_or(position, |token| place + token.source().len());
            continue;
        }
        let mut piece = None;
        let mut end = position;
        if let Some((inside, length)) = escaped(&source[place..], &mut unended) {
            (piece, end) = (Some(ShortcodePiece::Text(inside)), place + length);
        } else if let Some((found, length)) = bracket(&source[place..]) {
            (piece, end) = (Some(found), place + length);
        }
        let Some(mut piece) = piece else { continue };
        if let ShortcodePiece::Open { name, attributes, .. } = piece
            && render::is_code(name)
            && !unclosed.contains(&name)
        {
            let close = format!("[/{name}]");
            match source[end..].find(&close) {
                Some(length) => {
                    piece = ShortcodePiece::Code { name, attributes, inside: &source[end..end + length] };
                    end += length + close.len();
                }
                None => unclosed.push(name),
            }
        }
        pieces.push(ShortcodePiece::Text(&source[written..place]));
        pieces.push(piece);
        (position, written) = (end, end);
    }
    pieces.push(ShortcodePiece::Text(&source[written..]));
    pieces
}

/// Parses an escaped shortcode: `[[name]]` shows `[name]`. Returns the shown text, and its length in the source.
/// `unended` is the number of remaining bytes from which on no `]]` follows, or 0 if unknown.
fn escaped<'a>(rest: &'a str, unended: &mut usize) -> Option<(&'a str, usize)> {
    let inner = rest.strip_prefix('[').filter(|inner| inner.starts_with('['))?;
    let (ShortcodePiece::Open { name, attributes, .. }, length) = bracket(inner)? else { return None };
    let is_meant = render::is_known(name) || is_made_up(name) || has_attribute(attributes);
    if !is_meant {
        return None;
    }
    if inner[length..].starts_with(']') {
        return Some((&inner[..length], length + 2));
    }
    let close = format!("[/{name}]]");
    let limit = inner.len().min(LONGEST / 4);
    let near = &inner[..inner.floor_char_boundary(limit)];
    // Avoids repeating a failed search.
    if rest.len() <= *unended {
        return None;
    }
    if !near.contains("]]") && near.len() == inner.len() {
        *unended = rest.len();
        return None;
    }
    let end = near.find(&close)? + close.len() - 1;
    Some((&inner[..end], end + 2))
}

/// Parses the opening or closing shortcode at the start of `rest`, and returns its length.
fn bracket(rest: &str) -> Option<(ShortcodePiece<'_>, usize)> {
    let inner = rest.strip_prefix('[')?;
    let (is_close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let is_letter = |next: char| next.is_ascii_alphanumeric() || next == '_' || next == '-';
    let name = &inner[..inner.find(|next: char| !is_letter(next)).unwrap_or(inner.len())];
    let after = &inner[name.len()..];
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let begin = rest.len() - after.len();
    if is_close {
        let source = after.starts_with(']').then(|| &rest[..=begin])?;
        return Some((ShortcodePiece::Close { source, name }, source.len()));
    }
    if !after.starts_with(|next: char| next.is_whitespace() || "]/=".contains(next)) {
        return None;
    }
    let length = opening_length(after)?;
    let source = &rest[..begin + length];
    let attributes = after[..length - 1].trim_end_matches('/');
    Some((ShortcodePiece::Open { source, name, attributes }, source.len()))
}

/// Returns the length up to and including the `]`, ignoring those in quoted values.
fn opening_length(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    let mut first = None;
    for (index, byte) in text.bytes().enumerate().take(LONGEST) {
        match (byte, quote) {
            (b']', None) => return Some(index + 1),
            (b']', Some(_)) if first.is_none() => first = Some(index + 1),
            (b'[', None) => return None,
            (b'"' | b'\'', None) if before == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        before = byte;
    }
    first
}

/// Maps each opening shortcode to its closing one.
fn pair(pieces: &[ShortcodePiece]) -> HashMap<usize, usize> {
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut ends = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            ShortcodePiece::Open { source, name, .. } if !source.ends_with("/]") => {
                open.entry(name).or_default().push(index);
            }
            ShortcodePiece::Close { name, .. } => {
                if let Some(begin) = open.get_mut(name).and_then(Vec::pop) {
                    ends.insert(begin, index);
                }
            }
            _ => {}
        }
    }
    ends
}

/// Returns whether a name is hardly used in brackets except as a shortcode.
fn is_made_up(name: &str) -> bool {
    name.contains('_')
}

/// Returns whether there is a `name=value` without spaces. Prose may contain `[GDP = 6,5%]`.
fn has_attribute(attributes: &str) -> bool {
    attributes.split_whitespace().filter_map(|word| word.split_once('=')).any(|(name, value)| {
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        is_name && !value.is_empty()
    })
}
