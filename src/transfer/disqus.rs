//! Disqus: reads its XML export. <https://docs.disqus.com/developers/export/>

use std::collections::HashSet;
use std::io::BufRead;
use std::path::Path;

use super::discussion::{self, DiscussionRecord, ImportedThread, ThreadComment, number};
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::markdown::dates;
use super::record::{ImportedComment, ImportedCommentStatus, SkippedItem};
use super::report::ImportReport;
use super::source_file;
use super::two_passes::{Sink, stream};
use super::wordpress::xml::{XmlElement, XmlReader, XmlStep};
use crate::store::Store;
use crate::text::Format;
use crate::text::plain_text::plain;

/// Imports the comments of an export.
pub async fn import(store: &Store, file: &Path, options: &ImportOptions) -> Result<ImportReport, ImportError> {
    let input = source_file::open(file, &options.progress, 0, 1)?;
    let path = file.to_owned();
    let records = stream(move |sink| read(input, &path, sink).map_err(|error| ImportError::of(&path, error)));
    discussion::import(store, options, records).await
}

/// Gives all records to `sink`. Only one element is in memory at a time.
///
/// # Errors
/// If the file is no export, or ends too soon.
pub fn read(input: impl BufRead, path: &Path, sink: Sink<DiscussionRecord>) -> Result<(), String> {
    let mut xml = XmlReader::new(input);
    let mut text = String::new();
    let mut is_disqus = false;
    let mut deleted = HashSet::new();
    loop {
        text.clear();
        match xml.step(&mut text).map_err(|error| error.to_string())? {
            XmlStep::Start(element) if element.name == "disqus" => is_disqus = true,
            XmlStep::Start(_) if !is_disqus => return Err(NO_DISQUS.to_owned()),
            XmlStep::Start(element) => {
                let element = xml.finish(element).map_err(|error| error.to_string())?;
                if !xml.take_warnings(path).into_iter().map(DiscussionRecord::Warning).all(&mut *sink) {
                    return Ok(());
                }
                let mut record = record(&element);
                match &mut record {
                    Some(DiscussionRecord::Thread(thread)) if is(&element, "isDeleted") => {
                        deleted.insert(thread.key.clone());
                    }
                    // Readers did not see any of them.
                    Some(DiscussionRecord::Comment(comment)) if deleted.contains(&comment.thread) => {
                        comment.comment.status = ImportedCommentStatus::Trash;
                    }
                    _ => {}
                }
                if !record.is_none_or(&mut *sink) {
                    return Ok(());
                }
            }
            XmlStep::Eof if !is_disqus => return Err(NO_DISQUS.to_owned()),
            XmlStep::Eof => return Ok(()),
            XmlStep::End | XmlStep::Other => {}
        }
    }
}

const NO_DISQUS: &str = "this is not an export of Disqus: it does not begin with <disqus>";

fn record(element: &XmlElement) -> Option<DiscussionRecord> {
    match element.name.as_str() {
        "thread" => Some(DiscussionRecord::Thread(ImportedThread {
            key: id(element).to_owned(),
            guid: None,
            addresses: [element.get("link"), element.get("id")].map(|address| address.trim().to_owned()).to_vec(),
        })),
        "post" => Some(comment(element)),
        "category" => None,
        other => Some(DiscussionRecord::LeftOut(SkippedItem::new(format!("element {other}"), "it is not known here"))),
    }
}

fn comment(element: &XmlElement) -> DiscussionRecord {
    let id_of = |name: &str| element.all(name).next().map_or("", id);
    let status = if is(element, "isDeleted") {
        ImportedCommentStatus::Trash
    } else if is(element, "isSpam") {
        ImportedCommentStatus::Spam
    } else if element.get("isApproved").trim() == "false" {
        ImportedCommentStatus::Waiting
    } else {
        ImportedCommentStatus::Published
    };
    let author = element.all("author").next();
    let of_author = |name: &str| author.map_or(String::new(), |author| plain(author.get(name)));
    let name = [of_author("name"), of_author("username")].into_iter().find(|name| !name.is_empty());
    DiscussionRecord::Comment(Box::new(ThreadComment {
        thread: id_of("thread").to_owned(),
        format: Format::Html,
        guid: format!("disqus:{}", id(element)),
        comment: ImportedComment {
            old_id: number(id(element)).unwrap_or(0),
            parent_old_id: number(id_of("parent")),
            name: name.unwrap_or_default(),
            email: of_author("email"),
            website: of_author("link"),
            address: element.get("ipAddress").trim().to_owned(),
            date_ms: dates::parse(element.get("createdAt"), &jiff::tz::TimeZone::UTC),
            body: element.get("message").to_owned(),
            status,
            ..ImportedComment::default()
        },
    }))
}

fn is(element: &XmlElement, name: &str) -> bool {
    element.get(name).trim() == "true"
}

fn id(element: &XmlElement) -> &str {
    element.attribute("dsq:id").unwrap_or_default().trim()
}
