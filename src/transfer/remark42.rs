//! Remark42: reads its backups, which have one comment a line.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use super::discussion::{self, DiscussionRecord, ImportedThread, ThreadComment, number};
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_warning::ImportWarning;
use super::isso::VOTES;
use super::json_fields::{filled, flag, list, text};
use super::json_repair::JsonRepair;
use super::record::{ImportedComment, ImportedCommentStatus, SkippedItem};
use super::report::ImportReport;
use super::source_file;
use super::two_passes::{Sink, stream};
use crate::store::Store;
use crate::text::Format;

const GZIP: &[u8] = &[0x1F, 0x8B];
/// Maximum length of a line in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;
const BROKEN: &str = "this line cannot be read; it is left out";
const NO_BACKUP: &str = "this is not a backup of Remark42: its first line says nothing of a version or a comment";

/// Imports the comments of a backup, compressed or not.
pub async fn import(store: &Store, file: &Path, options: &ImportOptions) -> Result<ImportReport, ImportError> {
    let mut input = source_file::open(file, &options.progress, 0, 1)?;
    let start = input.fill_buf().map_err(|error| ImportError::of(file, error))?;
    let input: Box<dyn BufRead + Send> = match start.starts_with(GZIP) {
        true => Box::new(BufReader::new(MultiGzDecoder::new(input))),
        false => Box::new(input),
    };
    let path = file.to_owned();
    let records = stream(move |sink| read(input, &path, sink).map_err(|error| ImportError::of(&path, error)));
    discussion::import(store, options, records).await
}

/// Gives all records to `sink`. Only one line is in memory at a time.
///
/// # Errors
/// If the file is no backup, or cannot be read.
pub fn read(mut input: impl BufRead, file: &Path, sink: Sink<DiscussionRecord>) -> io::Result<()> {
    let mut last = String::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = input.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        let is_whole = line.ends_with(b"\n") || (length as u64) < LONGEST;
        if !is_whole {
            skip_line(&mut input)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let row: Option<Value> = serde_json::from_reader(JsonRepair::new(line.as_slice())).ok().filter(|_| is_whole);
        let records = match row {
            Some(row) if row.get("locator").is_some() => comment(&row, &mut last),
            Some(row) if number == 1 && row.get("version").is_some() => head(&row),
            _ if number == 1 => return Err(io::Error::other(NO_BACKUP)),
            _ => vec![broken(file, number)],
        };
        if !records.into_iter().all(&mut *sink) {
            break;
        }
    }
    Ok(())
}

fn broken(file: &Path, line: u64) -> DiscussionRecord {
    let (path, line) = (file.to_owned(), Some(line));
    let (field, detail) = (String::new(), String::new());
    DiscussionRecord::Warning(ImportWarning::InFile { path, line, field, problem: BROKEN, detail })
}

/// Skips the rest of a line in pieces.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let available = input.fill_buf()?;
        let end = available.iter().position(|byte| *byte == b'\n');
        let count = end.map_or(available.len(), |end| end + 1);
        input.consume(count);
        if end.is_some() || count == 0 {
            return Ok(());
        }
    }
}

/// Reads the first line, which has what is known of users and pages.
fn head(row: &Value) -> Vec<DiscussionRecord> {
    let reason = "Longan has nothing for it to be imported to";
    let users = list(row, "users").iter().map(|_| SkippedItem::new("note about a commenter", reason));
    let posts = list(row, "posts").iter().map(|_| SkippedItem::new("note about a page", reason));
    users.chain(posts).map(DiscussionRecord::LeftOut).collect()
}

/// Reads a comment, and its thread if it is another one than `last`.
fn comment(row: &Value, last: &mut String) -> Vec<DiscussionRecord> {
    let mut records = Vec::new();
    let url = row.get("locator").map(|locator| text(locator, "url")).unwrap_or_default();
    if url != *last {
        last.clone_from(&url);
        records.push(DiscussionRecord::Thread(ImportedThread {
            key: url.clone(),
            guid: None,
            addresses: vec![url.clone()],
        }));
    }
    let user = row.get("user").unwrap_or(&Value::Null);
    let id = text(row, "id");
    let (format, body) = match filled(row, "text") {
        Some(html) => (Format::Html, html),
        None => (Format::Markdown, text(row, "orig")),
    };
    let status = match flag(row, "delete") {
        true => ImportedCommentStatus::Trash,
        false => ImportedCommentStatus::Published,
    };
    if row.get("score").and_then(Value::as_i64).is_some_and(|score| score != 0) {
        let votes = SkippedItem::new(VOTES, "comments here have no votes");
        records.push(DiscussionRecord::LeftOut(votes));
    }
    let time = text(row, "time").parse::<jiff::Timestamp>().ok();
    records.push(DiscussionRecord::Comment(Box::new(ThreadComment {
        thread: url,
        format,
        guid: format!("remark42:{id}"),
        comment: ImportedComment {
            old_id: number(&id).unwrap_or(0),
            parent_old_id: number(&text(row, "pid")),
            name: text(user, "name"),
            date_ms: time.map(jiff::Timestamp::as_millisecond),
            body,
            status,
            ..ImportedComment::default()
        },
    })));
    records
}
