//! The part of an import that computes: bodies and comments are made ready before they are written.

use std::sync::Arc;

use super::first_pass::FirstPass;
use super::pipeline::{Pipeline, batch};
use super::record::{ImportRecord, ImportedEntry, ImportedEntryKind, Markup};
use super::report::ImportReport;
use super::wordpress::{ContentContext, content};
use crate::text::Format;
use crate::text::body::{self, Body};
use crate::text::comment::{self, CommentBody};

/// How many records are prepared at a time, or how many bytes of text if that is fewer.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 1024 * 1024;

/// A record that only has to be written.
pub enum PreparedRecord {
    /// A post or page.
    Entry(Box<ImportedEntry>, Box<PreparedEntry>),
    Other(ImportRecord),
}

/// What an entry's texts have become.
pub struct PreparedEntry {
    pub body: Body,
    /// What of the body could not be shown.
    pub losses: ImportReport,
    /// In the order of the entry's comments.
    pub comments: Vec<CommentBody>,
}

impl PreparedRecord {
    /// Makes a record ready. `context` is that of the whole import.
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
        let body = match entry.markup {
            Markup::Markdown => body::render(&entry.body, Format::Markdown),
            Markup::WordPress => body::render(&content::convert(entry, context, &mut losses), Format::Html),
        };
        let comments = entry.comments.iter().map(|comment| match entry.markup {
            Markup::Markdown => comment::render(&comment.body),
            Markup::WordPress => comment::sanitize(&comment.body),
        });
        PreparedEntry { body, losses, comments: comments.collect() }
    }
}

/// Begins to make records ready.
pub fn prepare<E: Send + 'static>(
    records: impl Iterator<Item = Result<ImportRecord, E>> + Send + 'static,
    first_pass: Arc<FirstPass>,
) -> Pipeline<Result<PreparedRecord, E>> {
    let batches = batch(records, BATCH, BATCH_BYTES, |record| record.as_ref().map_or(0, weigh));
    Pipeline::begin(batches, move |record| record.map(|record| PreparedRecord::make(record, &first_pass.context)))
}

/// The bytes of a record's texts, nearly.
fn weigh(record: &ImportRecord) -> usize {
    match record {
        ImportRecord::Entry(entry) => {
            entry.body.len() + entry.comments.iter().map(|comment| comment.body.len()).sum::<usize>()
        }
        ImportRecord::Pattern { body, .. } => body.len(),
        _ => 0,
    }
}
