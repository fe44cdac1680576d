//! The CPU-bound part of an import: renders bodies and comments before they are written.

use std::sync::Arc;

use super::first_pass::FirstPass;
use super::pipeline::{Pipeline, batch};
use super::record::{ImportRecord, ImportedEntry, ImportedEntryKind, Markup};
use super::report::ImportReport;
use super::wordpress::{ContentContext, content};
use crate::text::Format;
use crate::text::body::{self, Body};
use crate::text::comment::{self, CommentBody};

/// Maximum number of records, and approximate maximum of bytes of text, per batch.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 1024 * 1024;

/// A record that is ready to be written.
pub enum PreparedRecord {
    /// A post or page.
    Entry(Box<ImportedEntry>, Box<PreparedEntry>),
    Other(ImportRecord),
}

/// The rendered texts of an entry.
pub struct PreparedEntry {
    pub body: Body,
    /// The body's source if it was converted: HTML that the visual editor can open. `None`: as the entry has it.
    pub source: Option<String>,
    /// The parts of the body that could not be converted.
    pub losses: ImportReport,
    /// In the order of the entry's comments.
    pub comments: Vec<CommentBody>,
}

impl PreparedRecord {
    /// Prepares a record. `context` is that of the whole import.
    pub fn make(record: ImportRecord, context: &ContentContext) -> PreparedRecord {
        match record {
            ImportRecord::Entry(entry) if entry.kind != ImportedEntryKind::Attachment => {
                let ready = PreparedEntry::make(&entry, context);
                PreparedRecord::Entry(entry, Box::new(ready))
            }
            record => PreparedRecord::Other(record),
        }
    }
}

impl PreparedEntry {
    fn make(entry: &ImportedEntry, context: &ContentContext) -> PreparedEntry {
        let mut losses = ImportReport::default();
        let (body, source) = match entry.markup {
            Markup::Markdown => (body::render(&entry.body, Format::Markdown), None),
            Markup::WordPress | Markup::Html => {
                let source = match entry.markup {
                    Markup::Html => content::convert_html(entry, context),
                    _ => content::convert(entry, context, &mut losses),
                };
                (body::render(&source, Format::Html), Some(source))
            }
        };
        let comments = entry.comments.iter().map(|comment| match entry.markup {
            Markup::Markdown => comment::render(&comment.body),
            Markup::WordPress | Markup::Html => comment::sanitize(&comment.body),
        });
        PreparedEntry { body, source, losses, comments: comments.collect() }
    }
}

/// Starts preparing records.
pub fn prepare<E: Send + 'static>(
    records: impl Iterator<Item = Result<ImportRecord, E>> + Send + 'static,
    first_pass: Arc<FirstPass>,
) -> Pipeline<Result<PreparedRecord, E>> {
    let batches = batch(records, BATCH, BATCH_BYTES, |record| record.as_ref().map_or(0, weigh));
    Pipeline::begin(batches, move |record| record.map(|record| PreparedRecord::make(record, &first_pass.context)))
}

/// Returns the approximate number of bytes of a record's texts.
fn weigh(record: &ImportRecord) -> usize {
    match record {
        ImportRecord::Entry(entry) => {
            entry.body.len() + entry.comments.iter().map(|comment| comment.body.len()).sum::<usize>()
        }
        ImportRecord::Pattern { body, .. } => body.len(),
        _ => 0,
    }
}
