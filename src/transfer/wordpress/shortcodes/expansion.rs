//! Writes the pieces of a text with their shortcodes rendered.

use std::collections::HashMap;

use super::attributes::ShortcodeAttributes;
use super::{DEEPEST, ShortcodePiece, builders, has_attribute, is_made_up, render};
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::content_context::ContentLocation;

const UNKNOWN: &str = "it is not known here; text in it was kept";
const FRAME: &str = "it only arranged what is in it, which was kept";

/// A text whose shortcodes are being expanded.
pub struct Expansion<'a> {
    pub pieces: &'a [ShortcodePiece<'a>],
    pub ends: &'a HashMap<usize, usize>,
    pub place: ContentLocation<'a>,
    pub report: &'a mut ImportReport,
    /// How many bytes of lists of parameters may still be repeated.
    pub left: usize,
    /// The notes in the text so far.
    pub notes: Vec<String>,
    /// Whether there are shortcodes of page builders.
    pub is_built: bool,
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

    /// Writes the notes in the text so far.
    pub fn write_notes(self, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        let notes = self.notes.iter().zip(1..);
        let items = notes.map(|(note, number)| {
            format!("<li id=\"note-{number}\">{note} <a href=\"#note-{number}-link\">↩</a></li>")
        });
        out.push_str(&format!("\n\n<ol>{}</ol>\n\n", items.collect::<String>()));
    }

    /// Writes the pieces with these numbers.
    pub fn write(&mut self, mut index: usize, end: usize, depth: usize, out: &mut String) {
        while index < end {
            let at = index;
            index += 1;
            match self.pieces[at] {
                ShortcodePiece::Text(text) => out.push_str(text),
                ShortcodePiece::Code { name, attributes, inside } => {
                    out.push_str(&render::code(name, &ShortcodeAttributes::read(attributes), inside));
                }
                ShortcodePiece::Close { source, name } => {
                    let is_usual = self.is_built && builders::is_usual(name);
                    if !(render::is_known(name) || is_made_up(name) || is_usual || depth > 0) {
                        out.push_str(source);
                    }
                }
                ShortcodePiece::Open { source, name, attributes } => {
                    let close = self.ends.get(&at).copied().filter(|close| *close < end && depth < DEEPEST);
                    let is_known = render::is_known(name) || self.is_built && builders::is_usual(name);
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
                            let is_frame = builders::is_frame(name) && !inside.trim().is_empty();
                            let reason = if is_frame { FRAME } else { UNKNOWN };
                            self.report.leave_out(format!("shortcode [{name}]"), reason);
                            match builders::is_inline(name) {
                                true => out.push_str(&inside),
                                false => out.push_str(&builders::block(&inside)),
                            }
                        }
                    }
                }
            }
        }
    }
}
