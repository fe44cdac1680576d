//! What the toolbar does to Markdown: from a text and what is selected in it to what takes its place. Places are bytes;
//! the browser counts in UTF-16, and the two at the end translate.

mod inline;
mod lines;
#[cfg(test)]
mod tests;

pub use inline::{code, link, paste_address, picture, wrap};
pub use lines::{LineMark, continue_list, mark_lines};

use std::ops::Range;

/// A change of a text, as small as it can be, and what is selected afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub range: Range<usize>,
    /// What comes instead.
    pub text: String,
    /// What is selected in the new text.
    pub select: Range<usize>,
}

impl Edit {
    /// The text after the change.
    pub fn apply(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.range.start], self.text, &text[self.range.end..])
    }
}

/// The lines that a selection touches, without the line break at their end.
fn lines_at(text: &str, selected: &Range<usize>) -> Range<usize> {
    let start = text[..selected.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[selected.end..].find('\n').map_or(text.len(), |at| selected.end + at);
    start..end
}

/// The word around a place; nothing where there is none.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric();
    let before = text[..at].chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    let after = text[at..].chars().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    at - before..at + after
}

/// The selection without the white space at its ends: marks beside a space are none.
fn trim(text: &str, selected: Range<usize>) -> Range<usize> {
    let content = &text[selected.clone()];
    let start = selected.start + content.len() - content.trim_start().len();
    let end = start + content.trim().len();
    start..end
}

/// A place in a text as the browser counts it: in units of UTF-16.
pub fn to_browser(text: &str, at: usize) -> u32 {
    let units = text[..at].encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// The byte of such a place.
pub fn from_browser(text: &str, at: u32) -> usize {
    let mut left = at as usize;
    for (place, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return place;
        }
        left -= letter.len_utf16();
    }
    text.len()
}
