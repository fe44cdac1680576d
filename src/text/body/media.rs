//! Audio and video: never played automatically.

use dom_query::{Document, NodeRef};

/// Adds controls to every player. Replaces a player without a source by its fallback content.
pub fn arrange(document: &Document) {
    for player in super::elements(document, &["video", "audio"]) {
        let playable = player.has_attr("src")
            || player.children_it(false).any(|node| node.has_name("source") && node.has_attr("src"));
        if playable {
            player.set_attr("controls", "");
            player.set_attr("preload", "none");
        } else {
            super::unwrap(&player);
        }
    }
    for part in super::elements(document, &["source", "track"]) {
        let at_home = |parent: NodeRef| parent.has_name("video") || parent.has_name("audio");
        if !part.has_attr("src") || !part.parent().is_some_and(at_home) {
            part.remove_from_parent();
        }
    }
}
