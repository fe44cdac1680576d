//! Links: where they lead after ids have moved, and what they are called.

use dom_query::{Document, NodeRef};
use percent_encoding::percent_decode_str;

use super::target::Targets;
use crate::text::{plain_text, sanitizer};

/// Marks links to other sites, names those that hold only pictures, and unwraps those that lead nowhere.
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

/// Of a link to nowhere, keeps the place that other links lead to, or just the content.
fn leave(link: &NodeRef) {
    link.remove_attr("href");
    if !link.has_attr("id") {
        super::unwrap(link);
    }
}

/// Lets links within the body follow the ids that have moved.
pub fn follow(document: &Document, targets: &Targets) {
    for link in super::elements(document, &["a"]) {
        if let Some(href) = targets.follow(&link).filter(|_| !link.has_class("anchor")) {
            link.set_attr("href", &href);
        }
    }
}

/// Keeps another site's page from reaching back to ours.
fn guard(link: &NodeRef) {
    let rel = link.attr_or("rel", "");
    if !rel.split(' ').any(|token| token == "noopener") {
        link.set_attr("rel", format!("{rel} noopener").trim_start());
    }
}

/// Whether there is anything to click on.
fn is_visible(link: &NodeRef) -> bool {
    !is_nameless(link) || link.descendants_it().any(|node| is_picture(&node))
}

/// Whether a link says nothing to those who do not see its pictures.
fn is_nameless(link: &NodeRef) -> bool {
    let mut pictures = link.descendants_it().filter(is_picture);
    plain_text::text_of(link).is_empty() && pictures.all(|picture| picture.attr_or("alt", "").trim().is_empty())
}

fn is_picture(node: &NodeRef) -> bool {
    let is_image = node.has_name("img") && !node.attr_or("src", "").trim().is_empty();
    is_image || node.has_name("video") || node.has_name("audio")
}

/// The last part of an address, which is the best name there is for it.
fn file_name(href: &str) -> String {
    let path = href.split(['?', '#']).next().unwrap_or(href).trim_end_matches('/');
    let name = path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(href);
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
