//! Headings: a consistent outline below the page's h1, with anchors.

use dom_query::{Document, NodeRef};

use super::target::Targets;
use crate::text::{plain_text, slug};

/// Renumbers the levels to an outline that starts at h2 and skips none, and adds anchors to h2 to h4.
pub fn arrange(document: &Document, targets: &mut Targets) {
    // The original levels of the headings that the current one is nested in.
    let mut outline: Vec<usize> = Vec::new();
    let headings = super::elements(document, &["h1", "h2", "h3", "h4", "h5", "h6"]);
    for (heading, written) in headings.iter().filter_map(|node| Some((node, super::heading_level(node)?))) {
        while outline.last().is_some_and(|&above| above >= written) {
            outline.pop();
        }
        outline.push(written);
        let level = (outline.len() + 1).min(6);
        if level != written {
            heading.rename(&format!("h{level}"));
        }
        name(heading, level, targets);
    }
}

fn name(heading: &NodeRef, level: usize, targets: &mut Targets) {
    let old = heading.id_attr();
    heading.remove_attr("id");
    if level <= 4 {
        let text = slug::slugify(&plain_text::text_of(heading));
        let id = targets.claim(if text.is_empty() { "section" } else { &text }, old.as_deref());
        heading.set_attr("id", &id);
        // Links cannot be nested.
        if !heading.ancestors_it(None).any(|ancestor| ancestor.has_name("a")) {
            append_anchor(heading, &id);
        }
    } else if let Some(old) = old.filter(|old| targets.is_linked(old)) {
        heading.set_attr("id", &targets.claim(&old, Some(&old)));
    }
}

/// The anchor repeats the heading's content, so it is hidden from assistive technology and keyboard focus.
fn append_anchor(heading: &NodeRef, id: &str) {
    let anchor = heading.tree.new_element("a");
    anchor.set_attr("class", "anchor");
    anchor.set_attr("href", &format!("#{id}"));
    anchor.set_attr("aria-hidden", "true");
    anchor.set_attr("tabindex", "-1");
    anchor.set_text("#");
    heading.append_child(&anchor);
}
