//! Layout blocks: covers, columns, buttons, files and their wrappers.

use dom_query::{Document, NodeRef};
use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::{Unwrap, all, looks};

/// Simplifies all layout blocks.
pub fn shape(document: &Document) {
    all(document, ".wp-block-cover, .wp-block-cover-image").iter().for_each(shape_cover);
    let layers = ".wp-block-spacer, .wp-block-cover__background, .wp-block-cover__gradient-background";
    for node in all(document, layers) {
        node.remove_from_parent();
    }
    all(document, ".wp-block-media-text.has-media-on-the-right").iter().for_each(put_media_last);
    all(document, ".wp-block-button").iter().for_each(shape_button);
    for link in all(document, "a.wp-block-button__link:not([href]), button.wp-block-button__link") {
        link.rename("span");
    }
    // The sanitizer removes buttons with their text.
    for button in all(document, ".wp-block-accordion-heading button") {
        button.unwrap_all();
    }
    let shells = ".wp-block-group__inner-container, .wp-block-cover__inner-container, .wp-block-group";
    for shell in all(document, shells) {
        let is_wide = shell.has_class("alignwide") || shell.has_class("alignfull");
        if !is_wide && !shell.has_attr("id") && looks::of(&shell).is_empty() {
            shell.unwrap_all();
        }
    }
}

/// Turns what is behind the text of a cover into an `img`, or a film without controls.
fn shape_cover(cover: &NodeRef) {
    cover.rename("div");
    for film in all_in(cover, "video", "wp-block-cover__video-background") {
        film.remove_attrs(&["controls", "autoplay", "loop", "playsinline"]);
        match film.attr("poster").filter(|poster| !poster.is_empty()) {
            Some(poster) => film.replace_with_html(format!("<img src=\"{}\" alt=\"\">", quote(&poster))),
            None => {
                film.set_attr("muted", "");
                film.set_attr("class", "look-backdrop");
            }
        }
    }
    // A player of another site would be over the text.
    for player in cover.children_it(false).filter(|child| child.has_class("embed")).collect::<Vec<_>>() {
        cover.insert_after(&player);
    }
    let has_picture = |node: &NodeRef| node.children_it(false).any(|it| it.has_name("img") || it.has_name("video"));
    let layer = all_in(cover, "div", "wp-block-cover__image-background").into_iter().next();
    let style = layer.as_ref().unwrap_or(cover).attr_or("style", "");
    if let Some(address) = background(&style).filter(|_| !has_picture(cover)) {
        let alt = layer.as_ref().map(|layer| layer.attr_or("aria-label", "")).unwrap_or_default();
        cover.prepend_html(format!("<img src=\"{}\" alt=\"{}\">", quote(address), quote(&alt)));
    }
    if let Some(layer) = layer {
        layer.remove_from_parent();
    }
}

/// Lists the children with a name and a class.
fn all_in<'a>(node: &NodeRef<'a>, name: &str, class: &str) -> Vec<NodeRef<'a>> {
    node.children_it(false).filter(|child| child.has_name(name) && child.has_class(class)).collect()
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

/// Reduces file blocks, which have the link twice and possibly a viewer, to the link and the button that saves it.
pub fn shape_files(document: &Document) {
    all(document, ".wp-block-file").iter().for_each(shape_file);
}

fn shape_file(block: &NodeRef) {
    let links: Vec<NodeRef> = block.find(&["a"]).into_iter().filter(|link| link.has_attr("href")).collect();
    let is_button = |link: &&NodeRef| link.has_class("wp-block-file__button");
    let filled = |link: &&NodeRef| !link.text().trim().is_empty();
    let Some(link) = links.iter().filter(filled).find(|link| !is_button(link)).or_else(|| links.iter().find(filled))
    else {
        return;
    };
    let href = quote(&link.attr_or("href", "")).into_owned();
    let text = link.text();
    let button = links.iter().filter(filled).find(|other| is_button(other) && other.id != link.id);
    let button = button.map(|button| {
        let text = button.text();
        format!(" <a href=\"{href}\" class=\"button\" download=\"\">{}</a>", encode_text(text.trim()))
    });
    let text = encode_text(text.trim());
    let button = button.unwrap_or_default();
    block.replace_with_html(format!("<p class=\"file\"><a href=\"{href}\">{text}</a>{button}</p>"));
}

fn shape_button(button: &NodeRef) {
    let looks = looks::of(button);
    for link in button.element_children() {
        looks.iter().for_each(|look| link.add_class(look));
    }
    if button.ancestors_it(Some(2)).any(|node| node.has_class("wp-block-buttons")) {
        button.unwrap_all();
    } else {
        looks.iter().for_each(|look| button.remove_class(look));
        button.add_class("wp-block-buttons");
    }
}
