//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), with the common extension modules.

use std::io;

use jiff::ZonedDateTime;

use super::xml::XmlWriter;
use crate::model::feed::FeedFormat;
use crate::reading::feed::{Feed, FeedEntry};

const NAMESPACES: [(&str, &str); 6] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:thr", "http://purl.org/syndication/thread/1.0"),
    ("xmlns:wfw", "http://wellformedweb.org/CommentAPI/"),
];

/// Serializes a feed as RSS.
pub fn write(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::document()?;
    xml.open("rss", &NAMESPACES)?;
    xml.open("channel", &[])?;
    xml.text("title", &[], &feed.title)?;
    xml.text("link", &[], &feed.page)?;
    // Required, and must not be empty.
    let description = if feed.description.is_empty() { &feed.title } else { &feed.description };
    xml.text("description", &[], description)?;
    xml.text("language", &[], feed.language.tag())?;
    if let Some(updated) = feed.updated() {
        xml.text("lastBuildDate", &[], &rfc822(updated))?;
    }
    xml.text("generator", &[], "Longan")?;
    xml.empty("atom:link", &[("rel", "self"), ("type", FeedFormat::Rss.content_type()), ("href", &feed.address)])?;
    if !feed.hub.is_empty() {
        xml.empty("atom:link", &[("rel", "hub"), ("href", &feed.hub)])?;
    }
    if !feed.icon.is_empty() {
        xml.open("image", &[])?;
        xml.text("url", &[], &feed.icon)?;
        xml.text("title", &[], &feed.title)?;
        xml.text("link", &[], &feed.page)?;
        xml.close("image")?;
    }
    for entry in &feed.entries {
        item(&mut xml, entry)?;
    }
    xml.close("channel")?;
    xml.close("rss")?;
    Ok(xml.finish())
}

fn item(xml: &mut XmlWriter, entry: &FeedEntry) -> io::Result<()> {
    xml.open("item", &[])?;
    xml.text("title", &[], &entry.title)?;
    xml.text("link", &[], &entry.url)?;
    xml.text("guid", &[("isPermaLink", "false")], &entry.id)?;
    xml.text("pubDate", &[], &rfc822(&entry.published))?;
    if let Some((name, _)) = &entry.author {
        xml.text("dc:creator", &[], name)?;
    }
    for term in &entry.terms {
        xml.text("category", &[], term)?;
    }
    // Readers take it for HTML, unlike the title.
    xml.text("description", &[], &html_escape::encode_text(&entry.summary))?;
    xml.text("content:encoded", &[], &entry.html)?;
    // Many readers take only one.
    if let Some(file) = entry.enclosure() {
        let length = file.length.to_string();
        xml.empty("enclosure", &[("url", &file.url), ("length", &length), ("type", &file.content_type)])?;
    }
    if let Some(comments) = &entry.comments {
        xml.text("comments", &[], &format!("{}#comments", entry.url))?;
        xml.text("wfw:commentRss", &[], comments)?;
    }
    if let Some(answers) = &entry.answers {
        xml.empty("thr:in-reply-to", &[("ref", answers), ("href", answers), ("type", "text/html")])?;
    }
    xml.close("item")
}

/// Formats a time as in email, with a year of four digits (RFC 822, section 5).
fn rfc822(at: &ZonedDateTime) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
