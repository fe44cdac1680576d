//! Embeds: replaces players of other sites by links, so that no third party is contacted.

use dom_query::{Document, NodeRef};

mod address;

pub use address::{label_of_page, page_of_player};

/// Replaces every player by a link.
pub fn arrange(document: &Document) {
    for player in super::elements(document, &["iframe", "object", "embed"]) {
        match source(&player) {
            Some(source) => replace(&player, &source),
            None if player.has_name("object") => super::unwrap(&player),
            None => player.remove_from_parent(),
        }
    }
    for parameter in super::elements(document, &["param"]) {
        parameter.remove_from_parent();
    }
}

/// Marks paragraphs that contain only the URL of a known media site, or of something that has a player.
pub fn mark(document: &Document) {
    for block in super::elements(document, &["p", "figure"]) {
        mark_block(&block);
    }
}

/// Returns the URL of a player's content.
fn source(player: &NodeRef) -> Option<String> {
    let attribute = |node: &NodeRef, name: &str| node.attr(name).and_then(|value| page_of_player(&value));
    attribute(player, "src").or_else(|| attribute(player, "data")).or_else(|| {
        player.descendants_it().find_map(|node| {
            let is_source = matches!(node.attr_or("name", "").to_ascii_lowercase().as_str(), "movie" | "src" | "url");
            attribute(&node, "src").or_else(|| attribute(&node, "value").filter(|_| is_source))
        })
    })
}

fn replace(player: &NodeRef, source: &str) {
    let link = link(player, source, player.attr("title").as_deref());
    let parent = player.parent();
    if let Some(paragraph) = parent.filter(|parent| parent.has_name("p") && super::has_single_content(parent)) {
        paragraph.set_attr("class", "embed");
        player.replace_with(&link);
    } else if player.ancestors_it(None).any(|ancestor| ancestor.has_name("a")) {
        player.replace_with(&player.tree.new_text(label_of_page(source)));
    } else if parent.is_some_and(|parent| is_phrasing(&parent)) {
        player.replace_with(&link);
    } else {
        let paragraph = player.tree.new_element("p");
        paragraph.set_attr("class", "embed");
        paragraph.append_child(&link);
        player.replace_with(&paragraph);
    }
}

fn link<'a>(near: &NodeRef<'a>, source: &str, title: Option<&str>) -> NodeRef<'a> {
    let link = near.tree.new_element("a");
    link.set_attr("href", source);
    link.set_attr("rel", "noopener");
    link.set_text(title.and_then(|title| address::titled(source, title)).unwrap_or_else(|| label_of_page(source)));
    link
}

/// Marks `block` if it contains only a bare URL of a known host. A URL in plain text becomes a link.
fn mark_block(block: &NodeRef) {
    let [only] = super::content(block)[..] else {
        return;
    };
    if only.is_text() {
        let text = only.text();
        if let Some(source) = page_of_player(text.trim()).filter(|_| address::is_known(text.trim())) {
            only.replace_with(&link(block, &source, None));
            block.add_class("embed");
        }
    } else if only.has_name("a") {
        let text = only.text();
        if text.trim() == &*only.attr_or("href", "") && address::is_known(text.trim()) {
            block.add_class("embed");
        }
    } else if block.has_name("figure") && only.has_name("div") {
        // Block editors insert a wrapper element.
        mark_block(&only);
        if only.has_class("embed") {
            only.remove_class("embed");
            block.add_class("embed");
        }
    }
}

/// Returns whether this element may not contain a paragraph.
fn is_phrasing(node: &NodeRef) -> bool {
    [
        "p", "span", "b", "strong", "i", "em", "u", "s", "small", "mark", "sub", "sup", "h1", "h2", "h3", "h4", "h5",
        "h6", "pre", "code", "summary",
    ]
    .iter()
    .any(|name| node.has_name(name))
}
