//! Structure: replaces obsolete elements and attributes, and removes empty elements.

use dom_query::{Document, NodeRef};

/// Obsolete elements and their replacements.
const SUCCESSORS: [(&str, &str); 4] = [("acronym", "abbr"), ("center", "div"), ("strike", "s"), ("tt", "code")];

/// Replaces obsolete elements, and alignment attributes by our classes.
pub fn arrange(document: &Document) {
    for node in document.root().descendants_it().filter(NodeRef::is_element).collect::<Vec<_>>() {
        if node.has_name("a") && node.has_class("anchor") {
            node.remove_from_parent();
            continue;
        }
        if node.has_name("center") {
            node.add_class("text-center");
        }
        if let Some((_, successor)) = SUCCESSORS.iter().find(|(name, _)| node.has_name(name)) {
            node.rename(successor);
        }
        if node.has_name("section") && !node.has_class("footnotes") {
            node.rename("div");
        }
        align(&node);
    }
}

fn align(node: &NodeRef) {
    if let Some(style) = node.attr("style") {
        node.remove_attr("style");
        for value in style.split(' ') {
            match value {
                "rtl" | "ltr" if node.has_attr("dir") => {}
                "rtl" | "ltr" => node.set_attr("dir", value),
                side => node.add_class(&format!("text-{side}")),
            }
        }
    }
    if let Some(side) = node.attr("align") {
        node.remove_attr("align");
        let floats = ["img", "table", "figure"].iter().any(|name| node.has_name(name));
        match &*side {
            side if floats => node.add_class(&format!("align-{side}")),
            // The default in left-to-right scripts, and wrong in right-to-left ones.
            "left" => {}
            side => node.add_class(&format!("text-{side}")),
        }
    }
}

/// Elements that have no purpose without content.
#[rustfmt::skip]
const CONTAINERS: [&str; 15] = [
    "blockquote", "caption", "div", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "summary",
    "ul",
];

/// Removes elements without content, innermost first, unless they are link targets.
pub fn clear(document: &Document) {
    for node in super::elements(document, &CONTAINERS).iter().rev() {
        let is_empty = super::content(node).iter().all(|child| child.has_name("br"));
        let is_target = node.has_attr("id") && super::heading_level(node).is_none();
        if is_empty && !is_target {
            node.remove_from_parent();
        }
    }
}
