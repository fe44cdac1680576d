//! What an item holds and nothing here takes: counted, so that nothing is lost in silence.

use super::author::GUEST_FIELDS;
use super::value::plain;
use super::{PRIMARY, search_engines};
use crate::transfer::record::{ImportedEntry, SkippedItem};
use crate::transfer::wordpress::xml::XmlElement;

/// Elements that are read, or say nothing about the content.
const ELEMENTS: &[&str] = &[
    "category",
    "content:encoded",
    "dc:creator",
    "description",
    "excerpt:encoded",
    "guid",
    "link",
    "pubDate",
    "title",
    "wp:attachment_url",
    "wp:comment",
    "wp:comment_status",
    "wp:is_sticky",
    "wp:menu_order",
    "wp:ping_status",
    "wp:post_date",
    "wp:post_date_gmt",
    "wp:post_id",
    "wp:post_modified",
    "wp:post_modified_gmt",
    "wp:post_name",
    "wp:post_parent",
    "wp:post_password",
    "wp:post_type",
    "wp:postmeta",
    "wp:status",
];
/// Fields that are read.
const FIELDS: &[&str] =
    &["_thumbnail_id", "_wp_attachment_image_alt", "_wp_desired_post_slug", "_wp_old_slug", "footnotes"];
/// Beginnings of fields that WordPress keeps for itself: locks, versions, caches, and the description of files.
const INTERNAL: &[&str] = &[
    "_edit_",
    "_encloseme",
    "_oembed_",
    "_pingme",
    "_publicize_",
    "_wp_attached_file",
    "_wp_attachment_",
    "_wp_old_date",
    "_wp_trash_",
];

/// Counts the elements and fields that are not taken.
pub fn count(item: &XmlElement, entry: &mut ImportedEntry) {
    let elements = item.children.iter().filter(|child| !ELEMENTS.contains(&child.name.as_str()));
    for element in elements.filter(|element| !element.text.trim().is_empty() || !element.children.is_empty()) {
        entry.left_out.push(SkippedItem::new(format!("element {}", element.name), "it is not known here"));
    }
    for pair in item.all("wp:postmeta") {
        let key = pair.get("wp:meta_key").trim();
        let is_read = FIELDS.contains(&key) || PRIMARY.contains(&key) || GUEST_FIELDS.contains(&key);
        let is_read = is_read || search_engines::NOINDEX.contains(&key) || search_engines::CANONICALS.contains(&key);
        let is_read = is_read || search_engines::TITLES.contains(&key) || search_engines::DESCRIPTIONS.contains(&key);
        let is_internal = INTERNAL.iter().any(|beginning| key.starts_with(beginning));
        if is_read || is_internal || pair.get("wp:meta_value").trim().is_empty() {
            continue;
        }
        entry.left_out.push(SkippedItem::new(format!("field {}", plain(key)), "there is no such field here"));
    }
}
