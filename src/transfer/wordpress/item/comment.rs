//! The comments in an item.

use super::Context;
use super::value::{number, plain};
use crate::transfer::record::{Comment, CommentKind, CommentStatus, Entry, LeftOut};
use crate::transfer::wordpress::dates;
use crate::transfer::wordpress::xml::Element;

pub fn read(item: &Element, context: &Context, entry: &mut Entry) {
    for element in item.all("wp:comment") {
        let kind = match element.get("wp:comment_type").trim() {
            "" | "comment" | "review" => CommentKind::Comment,
            "pingback" | "trackback" => CommentKind::Mention,
            other => {
                let what = format!("comment of type {other}");
                entry.left_out.push(LeftOut::new(what, "it was not written by a reader"));
                continue;
            }
        };
        let (utc, local) = (element.get("wp:comment_date_gmt"), element.get("wp:comment_date"));
        entry.comments.push(Comment {
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
                "1" | "approve" | "approved" => CommentStatus::Published,
                "spam" => CommentStatus::Spam,
                "trash" | "post-trashed" => CommentStatus::Trash,
                _ => CommentStatus::Waiting,
            },
            author: number(element, "wp:comment_user_id").and_then(|id| context.users.get(&id).cloned()),
        });
    }
}
