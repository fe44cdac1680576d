//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::rfc3339;
use crate::reading::enclosure::Enclosure;
use crate::reading::feed::{Feed, FeedEntry};

/// Serializes a feed as JSON Feed.
pub fn write(feed: &Feed) -> Vec<u8> {
    let mut written = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language.tag(),
        "authors": [{ "name": feed.site, "url": feed.home }],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    if !feed.description.is_empty() {
        written["description"] = feed.description.as_str().into();
    }
    if !feed.icon.is_empty() {
        written["icon"] = feed.icon.as_str().into();
    }
    if !feed.hub.is_empty() {
        written["hubs"] = json!([{ "type": "WebSub", "url": feed.hub }]);
    }
    written.to_string().into_bytes()
}

fn item(entry: &FeedEntry) -> Value {
    let mut item = json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": rfc3339(&entry.published),
        "date_modified": rfc3339(&entry.updated),
    });
    if !entry.summary.is_empty() {
        item["summary"] = entry.summary.as_str().into();
    }
    if let Some((name, page)) = &entry.author {
        item["authors"] = match page {
            Some(page) => json!([{ "name": name, "url": page }]),
            None => json!([{ "name": name }]),
        };
    }
    if !entry.terms.is_empty() {
        item["tags"] = json!(entry.terms);
    }
    if let Some(image) = &entry.image {
        item["image"] = image.url.as_str().into();
    }
    let attachments: Vec<Value> = entry.media.iter().chain(&entry.image).map(attachment).collect();
    if !attachments.is_empty() {
        item["attachments"] = attachments.into();
    }
    item
}

fn attachment(file: &Enclosure) -> Value {
    let mut attachment = json!({ "url": file.url, "mime_type": file.content_type });
    if file.length > 0 {
        attachment["size_in_bytes"] = file.length.into();
    }
    attachment
}
