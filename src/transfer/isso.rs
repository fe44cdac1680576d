//! Isso: reads its SQLite database.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use super::discussion::{self, DiscussionRecord, ImportedThread, ThreadComment};
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::record::{ImportedComment, ImportedCommentStatus, SkippedItem};
use super::report::ImportReport;
use super::two_passes::{Sink, stream};
use crate::store::Store;
use crate::text::Format;

/// All comments with the address of their page; each page's comments follow each other.
const COMMENTS: &str =
    "SELECT c.tid, COALESCE(t.uri, ''), c.id, c.parent, c.created, c.mode, c.remote_addr, c.text, c.author, c.email,
                               c.website
                        FROM comments c LEFT JOIN threads t ON t.id = c.tid ORDER BY c.tid, c.id";

/// What the report calls votes.
pub const VOTES: &str = "votes for a comment";

/// Imports the comments of a database, which is only read.
pub async fn import(store: &Store, file: &Path, options: &ImportOptions) -> Result<ImportReport, ImportError> {
    let path = file.to_owned();
    let records = stream(move |sink| read(&path, sink).map_err(|error| ImportError::of(&path, describe(&error))));
    discussion::import(store, options, records).await
}

fn describe(error: &rusqlite::Error) -> String {
    format!("this cannot be read as a database of Isso: {error}")
}

/// Gives all records to `sink`. Only one row is in memory at a time.
///
/// # Errors
/// If the file is no database, or has not the tables of Isso.
pub fn read(file: &Path, sink: Sink<DiscussionRecord>) -> rusqlite::Result<()> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = database.prepare(COMMENTS)?;
    let mut rows = statement.query([])?;
    // The column is missing in old databases.
    let votes = "SELECT COUNT(*) FROM comments WHERE likes > 0 OR dislikes > 0";
    let votes: i64 = database.query_row(votes, [], |row| row.get(0)).unwrap_or(0);
    for _ in 0..votes {
        if !sink(DiscussionRecord::LeftOut(SkippedItem::new(VOTES, "comments here have no votes"))) {
            return Ok(());
        }
    }
    let mut last = None;
    while let Some(row) = rows.next()? {
        let (thread, uri) = (number(row, 0).unwrap_or(0), text(row, 1));
        if last != Some(thread) {
            last = Some(thread);
            let found = ImportedThread { key: thread.to_string(), guid: None, addresses: vec![uri.clone()] };
            if !sink(DiscussionRecord::Thread(found)) {
                return Ok(());
            }
        }
        let Some(id) = number(row, 2) else { continue };
        if !sink(DiscussionRecord::Comment(Box::new(comment(row, thread, &uri, id)))) {
            return Ok(());
        }
    }
    Ok(())
}

fn comment(row: &Row, thread: i64, uri: &str, id: i64) -> ThreadComment {
    let status = match number(row, 5) {
        Some(1) => ImportedCommentStatus::Published,
        // Deleted, but kept since others answer it.
        Some(4) => ImportedCommentStatus::Trash,
        _ => ImportedCommentStatus::Waiting,
    };
    ThreadComment {
        thread: thread.to_string(),
        format: Format::Markdown,
        guid: format!("isso:{uri}#{id}"),
        comment: ImportedComment {
            old_id: id,
            parent_old_id: number(row, 3).filter(|parent| *parent > 0),
            name: text(row, 8),
            email: text(row, 9),
            website: text(row, 10),
            // The last part of an address is zero in it, so that it identifies nobody.
            address: text(row, 6),
            date_ms: milliseconds(row, 4),
            body: text(row, 7),
            status,
            ..ImportedComment::default()
        },
    }
}

fn number(row: &Row, index: usize) -> Option<i64> {
    match row.get_ref(index).ok()? {
        ValueRef::Integer(number) => Some(number),
        ValueRef::Real(number) => Some(number as i64),
        _ => None,
    }
}

/// Reads a time in seconds with a fraction.
fn milliseconds(row: &Row, index: usize) -> Option<i64> {
    match row.get_ref(index).ok()? {
        ValueRef::Integer(seconds) => seconds.checked_mul(1_000),
        ValueRef::Real(seconds) => Some((seconds * 1_000.0) as i64),
        _ => None,
    }
}

/// Reads a text. What is not UTF-8 in it is replaced.
fn text(row: &Row, index: usize) -> String {
    match row.get_ref(index) {
        Ok(ValueRef::Text(text) | ValueRef::Blob(text)) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    }
}
