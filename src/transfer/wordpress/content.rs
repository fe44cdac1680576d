//! From what WordPress stores to what a reader should get: clean HTML, not yet sanitized.

use std::collections::HashMap;

use super::attachments::Attachments;
use super::{blocks, markup, paragraphs, references, shortcodes};
use crate::transfer::record::ImportedEntry;
use crate::transfer::report::ImportReport;
use crate::transfer::uploads::MovedFiles;

/// What the content of a site refers to without saying it.
#[derive(Debug, Default)]
pub struct ContentContext {
    /// Links to there become paths of this site.
    pub base_url: String,
    pub attachments: Attachments,
    /// The bodies of synced patterns, by their numbers on the old site.
    pub patterns: HashMap<i64, String>,
    /// Where uploaded files are now.
    pub moved: MovedFiles,
}

/// The entry that content stands in.
#[derive(Clone, Copy)]
pub(super) struct ContentLocation<'a> {
    /// Its number on the old site.
    pub entry_id: i64,
    pub context: &'a ContentContext,
}

/// The body of an entry as HTML. What cannot be shown is counted in the report.
pub fn convert(entry: &ImportedEntry, context: &ContentContext, report: &mut ImportReport) -> String {
    let source = references::fill(&entry.body, &entry.footnotes, context);
    let source = shortcodes::expand(&source, ContentLocation { entry_id: entry.old_id, context }, report);
    let html = match blocks::are_in(&source) {
        true => blocks::unwrap(&source, report),
        false => paragraphs::wrap(&source),
    };
    // Only now all addresses are whole.
    context.moved.replace(&markup::clean(&html, &context.base_url, &entry.link))
}

#[cfg(test)]
mod tests;
