//! What an export of Blogger has beside a feed: the kinds and statuses of entries, and comments. There are two formats:
//! that of the dashboard until 2023, with categories for kinds, and that of Takeout, with elements of its own.

use jiff::tz::TimeZone;

use super::dates::date;
use crate::text::Format;
use crate::text::plain_text::plain;
use crate::transfer::discussion::{DiscussionRecord, ImportedThread, ThreadComment, number};
use crate::transfer::record::{ImportedComment, ImportedCommentStatus, ImportedEntryStatus};
use crate::transfer::wordpress::xml::XmlElement;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Post,
    Page,
    Comment,
    /// Settings and templates.
    Other,
}

/// Returns the kind of an entry, or `None` if it is not from Blogger.
pub fn kind(entry: &XmlElement) -> Option<Kind> {
    let stated = Some(entry.get("blogger:type").trim()).filter(|kind| !kind.is_empty());
    let of_category = || {
        let kinds = entry.all("category").filter(|category| {
            category.attribute("scheme").is_some_and(|scheme| scheme.ends_with("schemas.google.com/g/2005#kind"))
        });
        kinds.filter_map(|kind| kind.attribute("term")?.rsplit('#').next()).next()
    };
    Some(match stated.or_else(of_category)?.to_ascii_lowercase().as_str() {
        "post" => Kind::Post,
        "page" => Kind::Page,
        "comment" => Kind::Comment,
        _ => Kind::Other,
    })
}

/// Returns the status of a post or page, if it is stated.
pub fn status(entry: &XmlElement) -> Option<ImportedEntryStatus> {
    let control = entry.all("app:control").next();
    if control.is_some_and(|control| control.get("app:draft").trim() == "yes") {
        return Some(ImportedEntryStatus::Draft);
    }
    match entry.get("blogger:status").trim() {
        "" => None,
        "LIVE" => Some(ImportedEntryStatus::Published),
        "SCHEDULED" => Some(ImportedEntryStatus::Scheduled),
        "SOFT_TRASHED" | "TRASHED" => Some(ImportedEntryStatus::Trash),
        _ => Some(ImportedEntryStatus::Draft),
    }
}

/// Reads a comment and its thread, if the entry is one.
pub fn comment(entry: &XmlElement, zone: &TimeZone) -> Vec<DiscussionRecord> {
    if kind(entry) != Some(Kind::Comment) {
        return Vec::new();
    }
    let reply = entry.all("thr:in-reply-to").next();
    let parent_post = entry.get("blogger:parent").trim();
    let post = reply.and_then(|reply| reply.attribute("ref")).unwrap_or(parent_post).trim();
    let page = reply.and_then(|reply| reply.attribute("href")).unwrap_or_default();
    let author = entry.all("author").next();
    let of_author = |name: &str| author.map_or("", |author| author.get(name).trim());
    let status = match entry.get("blogger:status").trim() {
        "" | "LIVE" => ImportedCommentStatus::Published,
        "SPAM" | "GHOSTED" => ImportedCommentStatus::Spam,
        "TRASHED" | "SOFT_TRASHED" | "EMPTIED" => ImportedCommentStatus::Trash,
        _ => ImportedCommentStatus::Waiting,
    };
    let id = entry.get("id").trim();
    let thread = ImportedThread { key: post.to_owned(), guid: Some(post.to_owned()), addresses: vec![page.to_owned()] };
    let comment = ImportedComment {
        old_id: number(short(id)).unwrap_or(0),
        parent_old_id: number(short(parent(entry))),
        name: plain(of_author("name")),
        email: Some(of_author("email")).filter(|email| *email != "noreply@blogger.com").unwrap_or_default().to_owned(),
        website: of_author("uri").to_owned(),
        date_ms: date(entry.get("published"), zone),
        body: entry.get("content").to_owned(),
        status,
        ..ImportedComment::default()
    };
    let comment =
        ThreadComment { thread: post.to_owned(), format: Format::Html, guid: format!("blogger:{id}"), comment };
    vec![DiscussionRecord::Thread(thread), DiscussionRecord::Comment(Box::new(comment))]
}

/// Returns the comment that this one answers: `…/comments/default/123` in a related link, or its ID.
fn parent(entry: &XmlElement) -> &str {
    let stated = entry.get("blogger:inReplyTo").trim();
    let related = entry.all("link").find(|link| link.attribute("rel") == Some("related"));
    let related = related.and_then(|link| link.attribute("href")).unwrap_or_default();
    if stated.is_empty() { related } else { stated }
}

/// Returns the number at the end of an ID or address.
fn short(id: &str) -> &str {
    let start = id.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |last| last + 1);
    id.get(start..).filter(|digits| !digits.is_empty()).unwrap_or(id)
}
