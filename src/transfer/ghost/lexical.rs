//! Lexical, Ghost's source of posts since version 5.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use serde_json::Value;

use super::card::{Card, from_fields};
use crate::transfer::json_fields::{filled, flag, list, text};
use crate::transfer::record::SkippedItem;

/// The formats of a text by their bits, from the outside to the inside.
const FORMATS: [(u64, &str); 8] =
    [(1, "strong"), (2, "em"), (4, "s"), (8, "u"), (128, "mark"), (32, "sub"), (64, "sup"), (16, "code")];

/// Converts a document to HTML. Returns `None` if it is none.
pub fn to_html(source: &str, left_out: &mut Vec<SkippedItem>) -> Option<String> {
    let document: Value = serde_json::from_str(source).ok()?;
    let mut out = String::new();
    children(document.get("root")?, left_out, &mut out);
    Some(out)
}

fn children(node: &Value, left_out: &mut Vec<SkippedItem>, out: &mut String) {
    for child in list(node, "children") {
        write(child, left_out, out);
    }
}

fn write(node: &Value, left_out: &mut Vec<SkippedItem>, out: &mut String) {
    let kind = text(node, "type");
    match kind.as_str() {
        "text" | "extended-text" | "code-highlight" => write_text(node, out),
        "linebreak" => out.push_str("<br>"),
        "tab" => out.push(' '),
        "zwnj" | "at-link-search" => {}
        "paragraph" => element("p", node, left_out, out),
        "heading" | "extended-heading" => {
            let tag = text(node, "tag");
            let tag = if ["h1", "h2", "h3", "h4", "h5", "h6"].contains(&tag.as_str()) { tag.as_str() } else { "h2" };
            element(tag, node, left_out, out);
        }
        "quote" | "extended-quote" => element("blockquote", node, left_out, out),
        "aside" => {
            out.push_str("<blockquote class=\"pullquote\">");
            children(node, left_out, out);
            out.push_str("</blockquote>");
        }
        "link" | "autolink" | "at-link" => {
            out.push_str(&format!("<a href=\"{}\">", quote(&text(node, "url"))));
            children(node, left_out, out);
            out.push_str("</a>");
        }
        "list" => write_list(node, left_out, out),
        "listitem" => element("li", node, left_out, out),
        _ => match from_fields(&kind, node) {
            Some(Card::LeftOut(what)) => left_out.push(Card::left_out(&what)),
            Some(card) => out.push_str(&card.html()),
            None if node.get("children").is_some() => children(node, left_out, out),
            None => {
                left_out.push(Card::left_out(&kind));
                out.push_str(&encode_text(&text(node, "text")));
            }
        },
    }
}

fn element(tag: &str, node: &Value, left_out: &mut Vec<SkippedItem>, out: &mut String) {
    let class = match filled(node, "format").as_deref() {
        Some("center") => " class=\"text-center\"",
        Some("right" | "end") => " class=\"text-right\"",
        _ => "",
    };
    let direction = if text(node, "direction") == "rtl" { " dir=\"rtl\"" } else { "" };
    out.push_str(&format!("<{tag}{class}{direction}>"));
    children(node, left_out, out);
    out.push_str(&format!("</{tag}>"));
}

fn write_list(node: &Value, left_out: &mut Vec<SkippedItem>, out: &mut String) {
    let tag = if text(node, "listType") == "number" || text(node, "tag") == "ol" { "ol" } else { "ul" };
    let start = node.get("start").and_then(Value::as_i64).filter(|start| tag == "ol" && *start != 1);
    let start = start.map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
    out.push_str(&format!("<{tag}{start}>"));
    for item in list(node, "children") {
        let nested = list(item, "children");
        // A list in a list is the only child of an item of its own; it belongs to the item before.
        let is_shell = !nested.is_empty() && nested.iter().all(|child| text(child, "type") == "list");
        if is_shell && out.ends_with("</li>") {
            out.truncate(out.len() - "</li>".len());
            children(item, left_out, out);
            out.push_str("</li>");
        } else {
            let mark = match text(node, "listType") == "check" {
                true if flag(item, "checked") => "☑ ",
                true => "☐ ",
                false => "",
            };
            out.push_str(&format!("<li>{mark}"));
            children(item, left_out, out);
            out.push_str("</li>");
        }
    }
    out.push_str(&format!("</{tag}>"));
}

fn write_text(node: &Value, out: &mut String) {
    let format = node.get("format").and_then(Value::as_u64).unwrap_or(0);
    let formats: Vec<&str> = FORMATS.iter().filter(|(bit, _)| format & bit != 0).map(|(_, tag)| *tag).collect();
    for tag in &formats {
        out.push_str(&format!("<{tag}>"));
    }
    out.push_str(&encode_text(&text(node, "text")));
    for tag in formats.iter().rev() {
        out.push_str(&format!("</{tag}>"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn html(children: &Value) -> (String, Vec<SkippedItem>) {
        let mut left_out = Vec::new();
        let source = json!({"root": {"type": "root", "children": children}}).to_string();
        (to_html(&source, &mut left_out).unwrap(), left_out)
    }

    #[test]
    fn text_keeps_its_formats_and_structure() {
        let text = |text: &str, format: u64| json!({"type": "extended-text", "text": text, "format": format});
        let (html, left_out) = html(&json!([
            {"type": "extended-heading", "tag": "h3", "children": [text("A & B", 0)]},
            {"type": "paragraph", "children": [text("đậm", 3), {"type": "linebreak"}, {"type": "link", "url": "/a?x=1&y", "children": [text("link", 16)]}]},
            {"type": "aside", "children": [text("Nói", 0)]},
            {"type": "list", "listType": "number", "start": 3, "children": [
                {"type": "listitem", "children": [text("ba", 0)]},
                {"type": "listitem", "children": [{"type": "list", "listType": "bullet", "children": [{"type": "listitem", "children": [text("trong", 0)]}]}]},
            ]},
            {"type": "horizontalrule"},
        ]));
        let expected = "<h3>A &amp; B</h3><p><strong><em>đậm</em></strong><br><a href=\"/a?x=1&amp;y\"><code>link</code></a></p>\
            <blockquote class=\"pullquote\">Nói</blockquote><ol start=\"3\"><li>ba<ul><li>trong</li></ul></li></ol><hr>";
        assert_eq!((html.as_str(), left_out.len()), (expected, 0));
    }

    #[test]
    fn unknown_cards_are_counted() {
        let (html, left_out) = html(&json!([{"type": "signup", "header": "x"}, {"type": "hologram"}, "text", 5]));
        assert_eq!(html, "");
        let what: Vec<&str> = left_out.iter().map(|item| item.what.as_str()).collect();
        assert_eq!(what, ["card signup", "card hologram", "card ", "card "]);
        assert!(to_html("{\"root\":", &mut Vec::new()).is_none());
    }
}
