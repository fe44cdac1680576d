//! Converts WordPress content to clean HTML, not yet sanitized.

use super::content_context::{ContentContext, ContentLocation};
use super::{blocks, markup, paragraphs, references, shortcodes};
use crate::transfer::record::ImportedEntry;
use crate::transfer::report::ImportReport;

/// Converts the body of an entry to HTML. What cannot be converted is counted in the report.
pub fn convert(entry: &ImportedEntry, context: &ContentContext, report: &mut ImportReport) -> String {
    let source = references::fill(&entry.body, &entry.footnotes, context);
    let source = shortcodes::expand(&source, ContentLocation { entry_id: entry.old_id, context }, report);
    let html = match blocks::are_in(&source) {
        true => blocks::unwrap(&source, report),
        false => paragraphs::wrap(&source),
    };
    clean(&html, entry, context)
}

/// Converts the body of an entry that is HTML without WordPress's own notations.
pub fn convert_html(entry: &ImportedEntry, context: &ContentContext) -> String {
    clean(&entry.body, entry, context)
}

fn clean(html: &str, entry: &ImportedEntry, context: &ContentContext) -> String {
    // Files are found last, since URLs are absolute only now.
    context.moved.replace(&markup::clean(html, context, &entry.link))
}

/// Returns whether a stored source has blocks with WordPress's own markup, as older versions stored it.
pub fn has_blocks(source: &str) -> bool {
    blocks::are_in(source) && source.contains("wp-block-")
}

/// Converts the blocks in a stored source. Our own blocks, which may stand between them, stay.
pub fn convert_stored(source: &str) -> String {
    markup::clean(source, &ContentContext::default(), "")
}

#[cfg(test)]
mod tests;
