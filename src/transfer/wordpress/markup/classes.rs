//! Translates WordPress's classes and styles to our few classes.

use dom_query::{Document, NodeRef};

use super::all;
use crate::text::sanitizer::LOOKS;

/// Classes that are kept, along with `language-*` and `gallery-1` to `gallery-9`.
const OURS: &[&str] = &[
    "align-left",
    "align-right",
    "align-center",
    "align-wide",
    "align-full",
    "text-center",
    "text-right",
    "text-left",
    "gallery",
    "button",
    "buttons",
    "pullquote",
    "columns",
    "cover",
    "media-text",
    "caption",
    "embed",
    "verse",
    "drop-cap",
    "file",
    "separator",
    "social-links",
    // Of sources that were edited here.
    "credit",
    "fact-box",
    "link-card",
    "link-card-title",
    "link-card-text",
    "link-card-source",
    "footnotes",
    "footnote-ref",
    "footnote-backref",
];

/// Replaces all classes and alignment styles, and removes other styles.
pub fn translate(document: &Document) {
    for node in all(document, "center") {
        node.rename("div");
        node.set_attr("align", "center");
    }
    for node in all(document, "[class], [style], [align]") {
        let mut found: Vec<String> = Vec::new();
        let mut add = |class: String| {
            if !found.contains(&class) {
                found.push(class);
            }
        };
        node.attr_or("class", "").split_whitespace().filter_map(ours).for_each(&mut add);
        aligned(&node).into_iter().map(str::to_owned).for_each(&mut add);
        node.remove_attrs(&["class", "style", "align"]);
        if !found.is_empty() {
            node.set_attr("class", &found.join(" "));
        }
    }
}

fn ours(class: &str) -> Option<String> {
    if let Some(side) = alignment(class) {
        return Some(side.to_owned());
    }
    let translated = match class {
        "has-text-align-center" => "text-center",
        "has-text-align-right" => "text-right",
        "has-drop-cap" => "drop-cap",
        "wp-block-buttons" => "buttons",
        "wp-block-button__link" | "elementor-button" => "button",
        "wp-block-columns" => "columns",
        "wp-block-cover" | "wp-block-cover-image" => "cover",
        "wp-block-media-text" => "media-text",
        "wp-block-pullquote" => "pullquote",
        "wp-block-separator" => "separator",
        "wp-block-social-links" => "social-links",
        "wp-block-verse" => "verse",
        class => {
            let is_gallery = class.strip_prefix("gallery-").is_some_and(|n| n.len() == 1 && ("1"..="9").contains(&n));
            let is_ours =
                OURS.contains(&class) || LOOKS.contains(&class) || is_gallery || class.starts_with("language-");
            return is_ours.then(|| class.to_owned());
        }
    };
    Some(translated.to_owned())
}

/// Returns the class for one of WordPress's alignments.
pub fn alignment(class: &str) -> Option<&'static str> {
    match class {
        "alignleft" => Some("align-left"),
        "alignright" => Some("align-right"),
        "aligncenter" => Some("align-center"),
        "alignwide" => Some("align-wide"),
        "alignfull" => Some("align-full"),
        _ => None,
    }
}

/// Returns the class for the alignment in attributes or inline styles.
fn aligned(node: &NodeRef) -> Option<&'static str> {
    let style: String = node.attr_or("style", "").to_ascii_lowercase().split_whitespace().collect();
    let align = node.attr_or("align", "").to_ascii_lowercase();
    let floats = ["img", "figure", "table", "iframe"].iter().any(|name| node.has_name(name));
    if floats {
        return match align.as_str() {
            "left" => Some("align-left"),
            "right" => Some("align-right"),
            "center" | "middle" if !node.has_name("img") || align == "center" => Some("align-center"),
            _ if style.contains("float:left") => Some("align-left"),
            _ if style.contains("float:right") => Some("align-right"),
            _ => None,
        };
    }
    if style.contains("text-align:center") || align == "center" {
        Some("text-center")
    } else if style.contains("text-align:right") || align == "right" {
        Some("text-right")
    } else {
        None
    }
}
