//! Pictures: normalizes the captions and galleries of all WordPress versions.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use html_escape::encode_double_quoted_attribute as quote;

use super::{Unwrap, all, looks};
use crate::transfer::wordpress::{gallery, links};

const GALLERIES: &str =
    ".wp-block-gallery, .wp-block-jetpack-tiled-gallery, .wp-block-jetpack-slideshow, [class*='galleryid-']";

/// Normalizes all galleries, captions and players.
pub fn shape(document: &Document) {
    let galleries = all(document, GALLERIES);
    let ids: HashSet<NodeId> = galleries.iter().map(|gallery| gallery.id).collect();
    for gallery in galleries {
        // A nested gallery is part of the outer one.
        if gallery.ancestors_it(None).any(|above| ids.contains(&above.id)) {
            continue;
        }
        gallery.replace_with_html(reshape(&gallery).trim());
    }
    // `<div class="wp-caption"><img><p class="wp-caption-text">`, and the still older form with `<dl>`.
    for caption in all(document, ".wp-caption-text, .wp-caption-dd") {
        caption.rename("figcaption");
    }
    for figure in all(document, ".wp-caption") {
        figure.rename("figure");
        figure.find(&["dt"]).iter().for_each(Unwrap::unwrap_all);
        figure.find(&["dd"]).iter().for_each(|caption| caption.rename("figcaption"));
    }
    for shell in all(document, "div.wp-block-image") {
        shell.unwrap_all();
    }
    for player in all(document, "video, audio") {
        if !player.has_class("wp-block-cover__video-background") {
            player.set_attr("controls", "");
        }
        player.remove_attr("autoplay");
    }
}

fn reshape(gallery: &NodeRef) -> String {
    let classes = gallery.attr_or("class", "").to_string();
    let align = classes.split_whitespace().find(|class| class.starts_with("align")).unwrap_or_default();
    let columns = classes.split_whitespace().find_map(|class| {
        let number = class.strip_prefix("columns-").or(class.strip_prefix("gallery-columns-"))?;
        number.parse().ok()
    });
    let images: Vec<NodeRef> = gallery.descendants_it().filter(|node| node.has_name("img")).collect();
    let figures: Vec<String> = images.iter().map(|image| figure(image, gallery)).collect();
    let looks = looks::of(gallery).join(" ");
    let whole = gallery::render(format!("{align} {looks}").trim(), columns, &figures);
    let own = |node: &NodeRef| node.has_name("figcaption");
    match gallery.element_children().into_iter().find(own) {
        Some(caption) => format!("{}<p class=\"caption\">{}</p>", whole.trim(), caption.inner_html()),
        None => whole,
    }
}

fn figure(image: &NodeRef, gallery: &NodeRef) -> String {
    let above = || image.ancestors_it(None).take_while(|node| node.id != gallery.id);
    let item = above().find(|node| ["figure", "li", "dl"].iter().any(|name| node.has_name(name)));
    let caption = item.and_then(|item| {
        let is_caption = |node: &NodeRef| node.has_name("figcaption") || node.has_name("dd");
        item.descendants_it().find(is_caption).map(|caption| caption.inner_html())
    });
    let caption = caption.filter(|caption| !caption.trim().is_empty());
    let caption = caption.map(|caption| format!("<figcaption>{}</figcaption>", caption.trim()));
    let link = above().find(|node| node.has_name("a")).and_then(|link| link.attr("href"));
    // Attachment pages do not exist any more.
    let link = link.filter(|href| links::is_file(href));
    let picture = match link {
        Some(href) => format!("<a href=\"{}\">{}</a>", quote(&href), image.html()),
        None => image.html().to_string(),
    };
    format!("<figure>{picture}{}</figure>", caption.unwrap_or_default())
}
