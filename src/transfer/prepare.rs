//! The part of an import that computes: bodies and comments are made ready before they are written.

use std::sync::Arc;

use super::line::{Line, batch};
use super::record::{Entry, EntryKind, Markup, Record};
use super::report::Report;
use super::wordpress::{Context, content};
use super::writer::Outlook;
use crate::text::Format;
use crate::text::body::{self, Body};
use crate::text::comment::{self, CommentBody};

/// How many records are prepared at a time, or how many bytes of text if that is fewer.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 1024 * 1024;

/// A record that only has to be written.
pub enum Prepared {
    /// A post or page.
    Entry(Box<Entry>, Box<Ready>),
    Other(Record),
}

/// What an entry's texts have become.
pub struct Ready {
    pub body: Body,
    /// What of the body could not be shown.
    pub losses: Report,
    /// In the order of the entry's comments.
    pub comments: Vec<CommentBody>,
}

impl Prepared {
    /// Makes a record ready. `context` is that of the whole import.
    pub fn make(record: Record, context: &Context) -> Prepared {
        match record {
            Record::Entry(entry) if entry.kind != EntryKind::Attachment => {
                let ready = Ready::make(&entry, context);
                Prepared::Entry(entry, Box::new(ready))
            }
            record => Prepared::Other(record),
        }
    }
}

impl Ready {
    fn make(entry: &Entry, context: &Context) -> Ready {
        let mut losses = Report::default();
        let body = match entry.markup {
            Markup::Markdown => body::render(&entry.body, Format::Markdown),
            Markup::WordPress => body::render(&content::convert(entry, context, &mut losses), Format::Html),
        };
        let comments = entry.comments.iter().map(|comment| match entry.markup {
            Markup::Markdown => comment::render(&comment.body),
            Markup::WordPress => comment::sanitize(&comment.body),
        });
        Ready { body, losses, comments: comments.collect() }
    }
}

/// Begins to make records ready.
pub fn prepare<E: Send + 'static>(
    records: impl Iterator<Item = Result<Record, E>> + Send + 'static,
    outlook: Arc<Outlook>,
) -> Line<Result<Prepared, E>> {
    let batches = batch(records, BATCH, BATCH_BYTES, |record| record.as_ref().map_or(0, weigh));
    Line::begin(batches, move |record| record.map(|record| Prepared::make(record, &outlook.context)))
}

/// The bytes of a record's texts, nearly.
fn weigh(record: &Record) -> usize {
    match record {
        Record::Entry(entry) => {
            entry.body.len() + entry.comments.iter().map(|comment| comment.body.len()).sum::<usize>()
        }
        Record::Pattern { body, .. } => body.len(),
        _ => 0,
    }
}
