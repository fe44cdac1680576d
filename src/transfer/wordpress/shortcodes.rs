//! Parses WordPress's `[shortcodes]`. `shortcodes/render.rs` converts them to HTML.
//! <https://developer.wordpress.org/plugins/shortcodes/>

mod attributes;
mod builders;
mod galleries;
mod render;

use std::collections::HashMap;

use super::content_context::ContentLocation;
use super::html_tokenizer::HtmlTokenizer;
use crate::transfer::report::ImportReport;
use attributes::ShortcodeAttributes;

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
    if !source.contains('[') {
        return source.to_owned();
    }
    let pieces = split(source);
    let ends = pair(&pieces);
    let mut out = String::with_capacity(source.len());
    let mut expansion =
        Expansion { pieces: &pieces, ends: &ends, place, report, left: LONGEST_LISTS, notes: Vec::new() };
    expansion.write(0, pieces.len(), 0, &mut out);
    expansion.write_notes(&mut out);
    out
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

struct Expansion<'a> {
    pieces: &'a [ShortcodePiece<'a>],
    ends: &'a HashMap<usize, usize>,
    place: ContentLocation<'a>,
    report: &'a mut ImportReport,
    /// The rest of [`LONGEST_LISTS`].
    left: usize,
    /// The notes in the text so far.
    notes: Vec<String>,
}

impl Expansion<'_> {
    /// Renders a shortcode, or returns `None` if it is unknown. A list above the limit and all later lists are left
    /// out.
    fn known(&mut self, name: &str, attributes: &ShortcodeAttributes, inside: &str) -> Option<String> {
        if !render::is_list(name) {
            return render::known(name, attributes, inside, self.place, self.report);
        }
        let html = match self.left {
            0 => None,
            _ => Some(render::known(name, attributes, inside, self.place, self.report)?),
        };
        let html = html.filter(|html| html.len() <= self.left);
        self.left = html.as_ref().map_or(0, |html| self.left - html.len());
        if html.is_none() {
            self.report.leave_out(format!("shortcode [{name}]"), "the lists of this entry are too long");
        }
        Some(html.unwrap_or_default())
    }

    /// Keeps a note for the end, and returns the mark that leads to it.
    fn note(&mut self, inside: &str) -> String {
        self.notes.push(inside.trim().to_owned());
        let number = self.notes.len();
        format!("<sup><a href=\"#note-{number}\" id=\"note-{number}-link\">{number}</a></sup>")
    }

    fn write_notes(self, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        let notes = self.notes.iter().zip(1..);
        let items = notes.map(|(note, number)| {
            format!("<li id=\"note-{number}\">{note} <a href=\"#note-{number}-link\">↩</a></li>")
        });
        out.push_str(&format!("\n\n<ol>{}</ol>\n\n", items.collect::<String>()));
    }

    fn write(&mut self, mut index: usize, end: usize, depth: usize, out: &mut String) {
        while index < end {
            let at = index;
            index += 1;
            match self.pieces[at] {
                ShortcodePiece::Text(text) => out.push_str(text),
                ShortcodePiece::Code { name, attributes, inside } => {
                    out.push_str(&render::code(name, &ShortcodeAttributes::read(attributes), inside));
                }
                ShortcodePiece::Close { source, name } => {
                    if !(render::is_known(name) || is_made_up(name) || depth > 0) {
                        out.push_str(source);
                    }
                }
                ShortcodePiece::Open { source, name, attributes } => {
                    let close = self.ends.get(&at).copied().filter(|close| *close < end && depth < DEEPEST);
                    let is_known = render::is_known(name);
                    if !(is_known || is_made_up(name) || close.is_some() || has_attribute(attributes)) {
                        out.push_str(source);
                        continue;
                    }
                    let mut inside = String::new();
                    if let Some(close) = close {
                        self.write(at + 1, close, depth + 1, &mut inside);
                        index = close + 1;
                    }
                    if builders::is_note(name) && !inside.trim().is_empty() {
                        out.push_str(&self.note(&inside));
                        continue;
                    }
                    let attributes = ShortcodeAttributes::read(attributes);
                    match self.known(name, &attributes, &inside) {
                        Some(html) => out.push_str(&html),
                        None => {
                            self.report
                                .leave_out(format!("shortcode [{name}]"), "it is not known here; text in it was kept");
                            out.push_str(&inside);
                        }
                    }
                }
            }
        }
    }
}
