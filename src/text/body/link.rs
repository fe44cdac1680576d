//! Links: updates targets whose IDs have changed, and adds accessible names.

use dom_query::{Document, NodeRef};
use percent_encoding::percent_decode_str;

use super::target::Targets;
use crate::text::{plain_text, sanitizer};

/// Marks links to other sites, names those that contain only pictures, and unwraps those without a target.
pub fn arrange(document: &Document) {
    for link in super::elements(document, &["a"]) {
        let Some(href) = link.attr("href").filter(|_| is_visible(&link)) else {
            leave(&link);
            continue;
        };
        if sanitizer::is_web_address(&href) {
            guard(&link);
        }
        if is_nameless(&link) {
            link.set_attr("aria-label", &file_name(&href));
        }
    }
}

/// Keeps a link without `href` as a target for other links if it has an ID; otherwise keeps only its content.
fn leave(link: &NodeRef) {
    link.remove_attr("href");
    if !link.has_attr("id") {
        super::unwrap(link);
    }
}

/// Updates links within the body whose target ID has changed.
pub fn follow(document: &Document, targets: &Targets) {
    for link in super::elements(document, &["a"]) {
        if let Some(href) = targets.follow(&link).filter(|_| !link.has_class("anchor")) {
            link.set_attr("href", &href);
        }
    }
}

/// Adds `noopener`, so that the other site's page cannot access ours.
fn guard(link: &NodeRef) {
    let rel = link.attr_or("rel", "");
    if !rel.split(' ').any(|token| token == "noopener") {
        link.set_attr("rel", format!("{rel} noopener").trim_start());
    }
}

/// Returns whether the link has visible content.
fn is_visible(link: &NodeRef) -> bool {
    !is_nameless(link) || link.descendants_it().any(|node| is_picture(&node))
}

/// Returns whether the link has no text alternative.
fn is_nameless(link: &NodeRef) -> bool {
    let mut pictures = link.descendants_it().filter(is_picture);
    plain_text::text_of(link).is_empty() && pictures.all(|picture| picture.attr_or("alt", "").trim().is_empty())
}

fn is_picture(node: &NodeRef) -> bool {
    let is_image = node.has_name("img") && !node.attr_or("src", "").trim().is_empty();
    is_image || node.has_name("video") || node.has_name("audio")
}

/// Returns the last segment of a URL's path, as the best available name.
fn file_name(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or(href).trim_end_matches('/');
    let name = path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(href);
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
