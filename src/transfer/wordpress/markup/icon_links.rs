//! Links that are only an icon: without text, they would not be shown.

use dom_query::{Document, NodeRef};

use super::all;
use crate::transfer::wordpress::blocks::social_link::name_of_page;

/// Gives a text to each link to another site that has an icon font's sign or a drawing in it, and no text.
pub fn name(document: &Document) {
    for link in all(document, "a[href]") {
        let href = link.attr_or("href", "");
        let is_elsewhere = ["http:", "https:", "//", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme));
        if !is_elsewhere || !link.text().trim().is_empty() || !is_icon(&link) {
            continue;
        }
        let stated = ["aria-label", "title"].iter().find_map(|name| link.attr(name)).map(|text| text.trim().to_owned());
        let text = stated.filter(|text| !text.is_empty()).unwrap_or_else(|| name_of_page(&href));
        link.set_text(text);
    }
}

fn is_icon(link: &NodeRef) -> bool {
    let mut parts = link.descendants_it().filter(NodeRef::is_element).peekable();
    let is_profile = link.has_class("wp-block-social-link-anchor");
    let has_parts = parts.peek().is_some() || is_profile;
    has_parts
        && parts.all(|part| !["img", "video", "audio", "iframe", "object"].iter().any(|name| part.has_name(name)))
        && (is_profile || link.descendants_it().any(|part| ["svg", "i"].iter().any(|name| part.has_name(name))))
}
