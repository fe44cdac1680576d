//! Images: lazy loading, an `alt` attribute, and a caption from the title.

use dom_query::{Document, NodeRef};

/// Completes every image. An image with a title that is alone in its paragraph becomes a figure.
pub fn arrange(document: &Document) {
    for image in super::elements(document, &["img"]) {
        if image.attr_or("src", "").trim().is_empty() {
            image.remove_from_parent();
            continue;
        }
        image.set_attr("loading", "lazy");
        image.set_attr("decoding", "async");
        if !image.has_attr("alt") {
            image.set_attr("alt", "");
        }
        caption(&image);
    }
}

fn caption(image: &NodeRef) {
    let Some(title) = image.attr("title").filter(|title| !title.trim().is_empty()) else {
        return;
    };
    let Some(parent) = image.parent() else { return };
    let (outermost, paragraph) = match parent.parent() {
        Some(paragraph) if parent.has_name("a") && super::has_single_content(&parent) => (parent, paragraph),
        _ => (*image, parent),
    };
    if !paragraph.has_name("p") || !super::has_single_content(&paragraph) {
        return;
    }
    let caption = image.tree.new_element("figcaption");
    caption.set_text(title.trim());
    image.remove_attr("title");
    paragraph.remove_children();
    paragraph.rename("figure");
    paragraph.append_child(&outermost);
    paragraph.append_child(&caption);
}
