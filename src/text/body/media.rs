//! Audio and video: never played automatically. A film behind the text of a cover is a still picture.

use dom_query::{Document, NodeRef};

/// Adds controls to every player. Replaces a player without a source by its fallback content.
pub fn arrange(document: &Document) {
    for player in super::elements(document, &["video", "audio"]) {
        let playable = player.has_attr("src")
            || player.children_it(false).any(|node| node.has_name("source") && node.has_attr("src"));
        if playable && is_backdrop(&player) {
            player.remove_attrs(&["controls", "loop"]);
            player.set_attr("muted", "");
            player.set_attr("aria-hidden", "true");
            // Shows the first picture of the film.
            player.set_attr("preload", "metadata");
        } else if playable {
            player.remove_attr("aria-hidden");
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

fn is_backdrop(player: &NodeRef) -> bool {
    let is_behind = player.parent().is_some_and(|parent| parent.has_class("cover"));
    player.has_name("video") && player.has_class("look-backdrop") && is_behind
}
