//! Layout blocks: covers, columns, buttons, files and their wrappers.

use dom_query::{Document, NodeRef};
use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::{Unwrap, all};

/// Simplifies all layout blocks.
pub fn shape(document: &Document) {
    for node in all(document, ".wp-block-spacer, .wp-block-cover__background, .wp-block-cover__gradient-background") {
        node.remove_from_parent();
    }
    all(document, ".wp-block-cover, .wp-block-cover-image").iter().for_each(shape_cover);
    all(document, ".wp-block-media-text.has-media-on-the-right").iter().for_each(put_media_last);
    all(document, ".wp-block-file").iter().for_each(shape_file);
    all(document, ".wp-block-button").iter().for_each(shape_button);
    for link in all(document, "a.wp-block-button__link:not([href]), button.wp-block-button__link") {
        link.rename("span");
    }
    let shells = ".wp-block-group__inner-container, .wp-block-cover__inner-container, .wp-block-group";
    for shell in all(document, shells) {
        let is_wide = shell.has_class("alignwide") || shell.has_class("alignfull");
        if !is_wide && !shell.has_attr("id") {
            shell.unwrap_all();
        }
    }
}

/// Turns the background image of a cover into an `img`.
fn shape_cover(cover: &NodeRef) {
    cover.rename("div");
    let has_picture = cover.descendants_it().any(|node| node.has_name("img") || node.has_name("video"));
    let style = cover.attr_or("style", "");
    if let Some(address) = background(&style).filter(|_| !has_picture) {
        cover.prepend_html(format!("<img src=\"{}\" alt=\"\">", quote(address)));
    }
}

/// Returns the URL in `background-image:url(…)`.
fn background(style: &str) -> Option<&str> {
    let (_, rest) = style.split_once("url(")?;
    let (address, _) = rest.split_once(')')?;
    let address = address.trim().trim_matches(['"', '\'']);
    (!address.is_empty()).then_some(address)
}

/// Moves the media to the end, so that the reading order matches the visual order.
fn put_media_last(block: &NodeRef) {
    let children = block.element_children();
    if let Some(media) = children.first().filter(|first| children.len() > 1 && first.has_name("figure")) {
        block.append_child(media);
    }
}

/// Reduces a file block, which has the link twice and possibly a viewer, to one link.
fn shape_file(block: &NodeRef) {
    let link = block.find(&["a"]).into_iter().find(|link| link.has_attr("href") && !link.text().trim().is_empty());
    if let Some(link) = link {
        let href = link.attr_or("href", "");
        let text = link.text();
        let (href, text) = (quote(&href), encode_text(text.trim()));
        block.replace_with_html(format!("<p class=\"file\"><a href=\"{href}\">{text}</a></p>"));
    }
}

fn shape_button(button: &NodeRef) {
    if button.ancestors_it(Some(2)).any(|node| node.has_class("wp-block-buttons")) {
        button.unwrap_all();
    } else {
        button.add_class("wp-block-buttons");
    }
}
