//! The old site's attachments by ID, as galleries refer to them.

use std::collections::HashMap;

use crate::text::sanitizer::is_web_address;
use crate::transfer::record::{ImportedEntry, ImportedEntryKind};

const IMAGES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp"];

/// An uploaded file of the old site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    pub url: String,
    pub alt: String,
    pub title: String,
    pub caption: String,
    menu_order: i64,
}

impl Attachment {
    /// Returns what a player of the file is called: its caption or title.
    pub fn label(&self) -> &str {
        if self.caption.is_empty() { &self.title } else { &self.caption }
    }

    /// Returns whether the file is an image, by its extension: exports do not state the type.
    pub fn is_image(&self) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        IMAGES.contains(&end.as_str())
    }
}

/// The attachments of a site. They may come after the posts that use them, so they are collected in the first pass.
#[derive(Debug, Default)]
pub struct Attachments {
    by_id: HashMap<i64, Attachment>,
    by_parent: HashMap<i64, Vec<i64>>,
}

impl Attachments {
    /// Adds an entry if it is an attachment.
    pub fn insert(&mut self, entry: &ImportedEntry) {
        let is_file = |url: &String| entry.kind == ImportedEntryKind::Attachment && is_address(url);
        let Some(url) = entry.attachment_url.clone().filter(is_file) else { return };
        if let Some(parent) = entry.parent_old_id {
            self.by_parent.entry(parent).or_default().push(entry.old_id);
        }
        let attachment = Attachment {
            url,
            alt: entry.alt.clone(),
            title: entry.title.clone(),
            caption: entry.excerpt.clone(),
            menu_order: entry.menu_order,
        };
        self.by_id.insert(entry.old_id, attachment);
    }

    /// Finds an attachment by its original ID.
    pub fn get(&self, old_id: i64) -> Option<&Attachment> {
        self.by_id.get(&old_id)
    }

    /// Lists the attachments of an entry in their order.
    pub fn of_entry(&self, old_id: i64) -> Vec<&Attachment> {
        let ids = self.by_parent.get(&old_id).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(i64, &Attachment)> = ids.iter().filter_map(|id| Some((*id, self.get(*id)?))).collect();
        found.sort_by_key(|(id, attachment)| (attachment.menu_order, *id));
        found.into_iter().map(|(_, attachment)| attachment).collect()
    }
}

/// Returns whether this can be the URL or path of a file on the web.
fn is_address(url: &str) -> bool {
    let is_clean = !url.contains(['"', '\'', '<', '>', '\\']) && !url.chars().any(char::is_control);
    is_clean && (is_web_address(url) || url.starts_with('/') || !url.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn takes_web_addresses_only() {
        for url in ["https://a.example/a b.jpg", "//a.example/a.jpg", "/wp-content/a.jpg", "a.jpg"] {
            assert!(is_address(url), "{url}");
        }
        for url in ["javascript:alert(1)", "data:image/png,x", "https://a.example/\"onerror=x"] {
            assert!(!is_address(url), "{url}");
        }
    }
}
