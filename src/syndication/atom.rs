//! Atom (RFC 4287), with threading (RFC 4685).

use std::io;

use super::rfc3339;
use super::xml::XmlWriter;
use crate::model::feed::FeedFormat;
use crate::reading::feed::{Feed, FeedEntry};

/// Serializes a feed as Atom.
pub fn write(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::document()?;
    let root = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
        ("xml:lang", feed.language.tag()),
    ];
    xml.open("feed", &root)?;
    xml.text("title", &[], &feed.title)?;
    if !feed.description.is_empty() {
        xml.text("subtitle", &[], &feed.description)?;
    }
    xml.text("id", &[], &feed.id)?;
    // Required, even for a feed without entries.
    xml.text("updated", &[], &feed.updated().map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), rfc3339))?;
    xml.empty("link", &[("rel", "self"), ("type", FeedFormat::Atom.content_type()), ("href", &feed.address)])?;
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)])?;
    if !feed.hub.is_empty() {
        xml.empty("link", &[("rel", "hub"), ("href", &feed.hub)])?;
    }
    if !feed.icon.is_empty() {
        xml.text("icon", &[], &feed.icon)?;
    }
    xml.text("generator", &[], "Longan")?;
    // The author of entries that have none.
    person(&mut xml, &feed.site, Some(&feed.home))?;
    for entry in &feed.entries {
        write_entry(&mut xml, entry)?;
    }
    xml.close("feed")?;
    Ok(xml.finish())
}

fn write_entry(xml: &mut XmlWriter, entry: &FeedEntry) -> io::Result<()> {
    xml.open("entry", &[])?;
    xml.text("title", &[], &entry.title)?;
    xml.text("id", &[], &entry.id)?;
    xml.text("published", &[], &rfc3339(&entry.published))?;
    xml.text("updated", &[], &rfc3339(&entry.updated))?;
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)])?;
    if let Some((name, page)) = &entry.author {
        person(xml, name, page.as_deref())?;
    }
    for term in &entry.terms {
        xml.empty("category", &[("term", term)])?;
    }
    for file in entry.media.iter().chain(&entry.image) {
        let length = file.length.to_string();
        let link = [("rel", "enclosure"), ("type", &file.content_type), ("href", &file.url), ("length", &length)];
        // The length is an optional hint, so it is left out if unknown.
        xml.empty("link", if file.length > 0 { &link } else { &link[..3] })?;
    }
    if let Some(comments) = &entry.comments {
        xml.empty("link", &[("rel", "replies"), ("type", FeedFormat::Rss.content_type()), ("href", comments)])?;
    }
    if let Some(answers) = &entry.answers {
        xml.empty("thr:in-reply-to", &[("ref", answers), ("href", answers), ("type", "text/html")])?;
    }
    if !entry.summary.is_empty() {
        xml.text("summary", &[], &entry.summary)?;
    }
    xml.text("content", &[("type", "html")], &entry.html)?;
    xml.close("entry")
}

fn person(xml: &mut XmlWriter, name: &str, page: Option<&str>) -> io::Result<()> {
    xml.open("author", &[])?;
    xml.text("name", &[], name)?;
    if let Some(page) = page {
        xml.text("uri", &[], page)?;
    }
    xml.close("author")
}
