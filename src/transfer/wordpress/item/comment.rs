//! The comments of an item.

use super::ItemContext;
use super::value::{number, plain};
use crate::transfer::record::{
    ImportedComment, ImportedCommentKind, ImportedCommentStatus, ImportedEntry, SkippedItem,
};
use crate::transfer::wordpress::dates;
use crate::transfer::wordpress::xml::XmlElement;

/// Beginnings of fields that WordPress and its spam filters keep for themselves.
const INTERNAL: &[&str] = &["_wp_trash_", "akismet_", "is_customer_note", "protocol", "dsq_"];

/// Adds the comments of an item to its entry. Those of unknown types are skipped.
pub fn read(item: &XmlElement, context: &ItemContext, entry: &mut ImportedEntry) {
    for element in item.all("wp:comment") {
        let kind = match element.get("wp:comment_type").trim() {
            "" | "comment" | "review" => ImportedCommentKind::Comment,
            "pingback" | "trackback" => ImportedCommentKind::Mention,
            other => {
                let what = format!("comment of type {other}");
                entry.left_out.push(SkippedItem::new(what, "it was not written by a reader"));
                continue;
            }
        };
        for pair in element.all("wp:commentmeta") {
            let key = pair.get("wp:meta_key").trim();
            if !INTERNAL.iter().any(|beginning| key.starts_with(beginning)) {
                let reason = "comments have no such field here";
                entry.left_out.push(SkippedItem::new(format!("field {}", plain(key)), reason));
            }
        }
        let (utc, local) = (element.get("wp:comment_date_gmt"), element.get("wp:comment_date"));
        entry.comments.push(ImportedComment {
            old_id: number(element, "wp:comment_id").unwrap_or(0),
            parent_old_id: number(element, "wp:comment_parent"),
            kind,
            name: plain(element.get("wp:comment_author")),
            email: plain(element.get("wp:comment_author_email")),
            website: plain(element.get("wp:comment_author_url")),
            address: plain(element.get("wp:comment_author_IP")),
            date_ms: dates::read(utc, local, "", &context.zone),
            body: element.get("wp:comment_content").to_owned(),
            status: match element.get("wp:comment_approved").trim() {
                "1" | "approve" | "approved" => ImportedCommentStatus::Published,
                "spam" => ImportedCommentStatus::Spam,
                "trash" | "post-trashed" => ImportedCommentStatus::Trash,
                _ => ImportedCommentStatus::Waiting,
            },
            author: number(element, "wp:comment_user_id").and_then(|id| context.users.get(&id).cloned()),
        });
    }
}
