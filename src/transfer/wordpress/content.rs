//! From what WordPress stores to what a reader should get: clean HTML, not yet sanitized.

use super::attachments::Attachments;
use super::{blocks, markup, paragraphs, shortcodes};
use crate::transfer::record::Entry;
use crate::transfer::report::Report;

/// What the content refers to without saying it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Links to there become paths of this site.
    pub base_url: &'a str,
    pub attachments: &'a Attachments,
    /// The number of the entry on the old site.
    pub entry_id: i64,
}

/// The body of an entry as HTML. What cannot be shown is counted in the report.
pub fn convert(entry: &Entry, base_url: &str, attachments: &Attachments, report: &mut Report) -> String {
    let context = Context { base_url, attachments, entry_id: entry.old_id };
    convert_text(&entry.body, &context, report)
}

pub(super) fn convert_text(source: &str, context: &Context, report: &mut Report) -> String {
    let source = shortcodes::expand(source, context, report);
    let html = match blocks::are_in(&source) {
        true => blocks::unwrap(&source, report),
        false => paragraphs::wrap(&source),
    };
    markup::clean(&html, context.base_url)
}

#[cfg(test)]
mod tests;
