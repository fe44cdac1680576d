//! Markdown commands of the toolbar: functions from a text and a selection to an edit. Positions are byte offsets;
//! browsers count in UTF-16 code units, which the last two functions convert.

mod inline;
mod lines;
#[cfg(test)]
mod tests;

pub use inline::{code, link, paste_address, paste_paragraphs, picture, wrap};
pub use lines::{LineMark, continue_list, mark_lines};

use std::ops::Range;

/// A minimal edit of a text, and the selection after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The range to replace.
    pub range: Range<usize>,
    /// The replacement.
    pub text: String,
    /// The selection in the new text.
    pub select: Range<usize>,
}

impl Edit {
    /// Returns the text after the edit.
    pub fn apply(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.range.start], self.text, &text[self.range.end..])
    }
}

/// Returns the range of the lines that a selection touches, without the final line break.
fn lines_at(text: &str, selected: &Range<usize>) -> Range<usize> {
    let start = text[..selected.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[selected.end..].find('\n').map_or(text.len(), |at| selected.end + at);
    start..end
}

/// Returns the range of the word around a position; empty if there is none.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let is_part = |c: char| c.is_alphanumeric();
    let before = text[..at].chars().rev().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    let after = text[at..].chars().take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    at - before..at + after
}

/// Removes white space from the ends of a selection, since Markdown ignores delimiters next to a space.
fn trim(text: &str, selected: Range<usize>) -> Range<usize> {
    let content = &text[selected.clone()];
    let start = selected.start + content.len() - content.trim_start().len();
    let end = start + content.trim().len();
    start..end
}

/// Converts a byte offset to UTF-16 code units.
pub fn to_browser(text: &str, at: usize) -> u32 {
    let units = text[..at].encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Converts UTF-16 code units to a byte offset.
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
