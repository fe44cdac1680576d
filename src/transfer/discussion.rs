//! Imports the comments of other systems to posts and pages that are here already.

mod find_post;
mod writer;

use sha2::{Digest, Sha256};

use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_transaction::ImportTransaction;
use super::import_warning::ImportWarning;
use super::pipeline::{Pipeline, batch};
use super::record::{ImportedComment, SkippedItem};
use super::report::ImportReport;
use crate::store::Store;
use crate::store::sql::Connection;
use crate::text::Format;
use crate::text::comment::{self, CommentBody};
use writer::DiscussionWriter;

/// A record of a system for comments.
#[derive(Clone, Debug, PartialEq)]
pub enum DiscussionRecord {
    /// Comes before its comments.
    Thread(ImportedThread),
    Comment(Box<ThreadComment>),
    LeftOut(SkippedItem),
    Warning(ImportWarning),
}

/// The comments below one page of the old site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedThread {
    /// By which comments name it.
    pub key: String,
    /// The permanent identifier of the post, if it is known.
    pub guid: Option<String>,
    /// URLs, paths and other identifiers of the page, the best one first.
    pub addresses: Vec<String>,
}

/// A comment in a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadComment {
    pub thread: String,
    pub format: Format,
    /// Permanent identifier, by which a repeated import recognizes the comment.
    pub guid: String,
    pub comment: ImportedComment,
}

/// A record that is ready to be written.
enum PreparedDiscussion {
    Comment(Box<ThreadComment>, CommentBody),
    Other(DiscussionRecord),
}

/// Maximum number of records, and approximate maximum of bytes of text, per batch.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 1024 * 1024;

/// Imports all comments in one transaction.
pub async fn import(
    store: &Store,
    options: &ImportOptions,
    records: impl Iterator<Item = Result<DiscussionRecord, ImportError>> + Send + 'static,
) -> Result<ImportReport, ImportError> {
    let mut transaction = ImportTransaction::begin(store, options).await?;
    let report = write_in(transaction.connection(), ImportReport::default(), records).await?;
    transaction.conclude().await?;
    Ok(report)
}

/// Imports all comments, and adds to the report.
pub async fn write_in(
    connection: &mut Connection,
    report: ImportReport,
    records: impl Iterator<Item = Result<DiscussionRecord, ImportError>> + Send + 'static,
) -> Result<ImportReport, ImportError> {
    let mut writer = DiscussionWriter::new(connection, report);
    let batches = batch(records, BATCH, BATCH_BYTES, |record| record.as_ref().map_or(0, weigh));
    let mut line = Pipeline::begin(batches, |record| record.map(prepare));
    while let Some(batch) = line.next().await {
        writer.write(batch.into_iter().collect::<Result<_, _>>()?).await?;
    }
    Ok(writer.finish().await?)
}

fn prepare(record: DiscussionRecord) -> PreparedDiscussion {
    match record {
        DiscussionRecord::Comment(comment) => {
            let body = match comment.format {
                Format::Markdown => comment::render(&comment.comment.body),
                Format::Html => comment::sanitize(&comment.comment.body),
            };
            PreparedDiscussion::Comment(comment, body)
        }
        record => PreparedDiscussion::Other(record),
    }
}

fn weigh(record: &DiscussionRecord) -> usize {
    match record {
        DiscussionRecord::Comment(comment) => comment.comment.body.len(),
        _ => 0,
    }
}

/// Returns the number that stands for an ID: itself if it is one, or else a part of its digest. `None` for no ID.
pub fn number(id: &str) -> Option<i64> {
    let id = id.trim();
    if id.is_empty() {
        return None;
    }
    let plain = id.parse::<i64>().ok().filter(|number| *number > 0);
    plain.or_else(|| {
        let digest = Sha256::digest(id.as_bytes());
        let start: [u8; 8] = digest.get(..8)?.try_into().ok()?;
        Some(i64::from_be_bytes(start) & i64::MAX)
    })
}

#[cfg(test)]
mod tests;
