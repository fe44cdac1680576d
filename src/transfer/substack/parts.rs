//! Parts of a post that Substack fills in: what they show is only in the attributes of its editor.

use dom_query::NodeRef;
use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use serde_json::Value;

use crate::text::plain_text::text_of;
use crate::transfer::json_fields::filled;
use crate::transfer::record::SkippedItem;
use crate::transfer::wordpress::gallery;

/// Returns what an element shows as HTML, or `None` if it has its content itself. What is lost is counted.
pub fn html(node: &NodeRef, left_out: &mut Vec<SkippedItem>) -> Option<String> {
    let fields: Value = serde_json::from_str(&node.attr("data-attrs")?).ok()?;
    if node.has_name("img") {
        // The address in the page is that of a smaller picture at a service for sizes.
        let src = filled(&fields, "src").filter(|src| src.starts_with("http"))?;
        let alt = node.attr_or("alt", "").to_string();
        return Some(format!("<img src=\"{}\" alt=\"{}\">", quote(&src), quote(&alt)));
    }
    if !text_of(node).trim().is_empty() || !node.find(&["img"]).is_empty() {
        return None;
    }
    let class = node.attr_or("class", "").to_string();
    let is = |name: &str| class.split_whitespace().any(|class| class.starts_with(name));
    if is("image-gallery") {
        return images(fields.get("gallery")?);
    }
    if is("latex") {
        let formula = filled(&fields, "persistentExpression")?;
        return Some(format!("<pre><code class=\"language-latex\">{}</code></pre>", encode_text(&formula)));
    }
    let link = ["canonical_url", "url", "href", "permalink"].into_iter().find_map(|name| filled(&fields, name));
    let title = ["title", "name", "text", "full_text", "publication_name"];
    let title = title.into_iter().find_map(|name| filled(&fields, name));
    match link.filter(|link| link.starts_with("http")) {
        Some(link) => {
            let title = title.unwrap_or_else(|| link.clone());
            let link = format!("<a href=\"{}\">{}</a>", quote(&link), encode_text(&title));
            Some(format!("<div class=\"link-card\"><p class=\"link-card-title\">{link}</p></div>"))
        }
        None => {
            let kind = class.split_whitespace().next().unwrap_or("element");
            left_out.push(SkippedItem::new(format!("part {kind}"), "it works on the old site only"));
            title.map(|title| format!("<p>{}</p>", encode_text(&title)))
        }
    }
}

fn images(gallery: &Value) -> Option<String> {
    let images = gallery.get("images")?.as_array()?;
    let figures: Vec<String> = images
        .iter()
        .filter_map(|image| filled(image, "src"))
        .map(|src| format!("<figure><img src=\"{}\" alt=\"\"></figure>", quote(&src)))
        .collect();
    let caption =
        filled(gallery, "caption").map(|caption| format!("<p class=\"caption\">{}</p>", encode_text(&caption)));
    Some(format!("{}{}", gallery::render("", None, &figures).trim(), caption.unwrap_or_default()))
}

/// Returns the link to an attached file.
pub fn file(node: &NodeRef) -> Option<String> {
    let link = node.find(&["a"]).into_iter().next()?.attr("href")?.to_string();
    let title = node.descendants_it().find(|node| node.has_class("file-embed-details-h1"));
    let title = title.map(|title| text_of(&title).trim().to_owned()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| link.clone());
    Some(format!("<p class=\"file\"><a href=\"{}\">{}</a></p>", quote(&link), encode_text(&title)))
}
