//! Mobiledoc, Ghost's source of posts in versions 1 to 4.
//! <https://github.com/bustle/mobiledoc-kit/blob/main/MOBILEDOC.md>

use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use serde_json::Value;

use super::card::{Card, from_fields};
use crate::transfer::record::SkippedItem;

/// Elements that a section may be, and those of its text.
const SECTIONS: [&str; 10] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "pull-quote"];
const MARKS: [&str; 12] = ["a", "b", "strong", "i", "em", "u", "s", "code", "sub", "sup", "mark", "del"];

/// Converts a document to HTML. Returns `None` if it is none.
pub fn to_html(source: &str, left_out: &mut Vec<SkippedItem>) -> Option<String> {
    let document: Value = serde_json::from_str(source).ok()?;
    let sections = document.get("sections")?.as_array()?;
    let mut out = String::new();
    for section in sections {
        match section.get(0).and_then(Value::as_u64) {
            Some(1) => {
                let tag = section.get(1).and_then(Value::as_str).unwrap_or("p");
                let tag = if SECTIONS.contains(&tag) { tag } else { "p" };
                let (open, close) = match tag {
                    "aside" | "pull-quote" => ("<blockquote class=\"pullquote\">".to_owned(), "blockquote"),
                    tag => (format!("<{tag}>"), tag),
                };
                out.push_str(&open);
                markers(&document, section.get(2), &mut out);
                out.push_str(&format!("</{close}>"));
            }
            Some(2) => {
                let src = section.get(1).and_then(Value::as_str).unwrap_or_default();
                out.push_str(&format!("<figure><img src=\"{}\" alt=\"\"></figure>", quote(src)));
            }
            Some(3) => {
                let tag = if section.get(1).and_then(Value::as_str) == Some("ol") { "ol" } else { "ul" };
                out.push_str(&format!("<{tag}>"));
                for item in section.get(2).and_then(Value::as_array).into_iter().flatten() {
                    out.push_str("<li>");
                    markers(&document, Some(item), &mut out);
                    out.push_str("</li>");
                }
                out.push_str(&format!("</{tag}>"));
            }
            Some(10) => write_card(&document, section, left_out, &mut out),
            _ => {}
        }
    }
    Some(out)
}

/// Returns what has this number in one of the lists of a document.
fn find<'a>(document: &'a Value, list: &str, number: Option<&Value>) -> Option<&'a Value> {
    document.get(list)?.get(usize::try_from(number?.as_u64()?).ok()?)
}

fn write_card(document: &Value, section: &Value, left_out: &mut Vec<SkippedItem>, out: &mut String) {
    let Some(card) = find(document, "cards", section.get(1)) else { return };
    let kind = card.get(0).and_then(Value::as_str).unwrap_or_default();
    match from_fields(kind, card.get(1).unwrap_or(&Value::Null)) {
        Some(Card::LeftOut(what)) => left_out.push(Card::left_out(&what)),
        Some(card) => out.push_str(&card.html()),
        None => left_out.push(Card::left_out(kind)),
    }
}

/// Writes markers: `[kind, [numbers of the marks that open], number of those that close, text]`.
fn markers(document: &Value, markers: Option<&Value>, out: &mut String) {
    let mut open: Vec<&str> = Vec::new();
    for marker in markers.and_then(Value::as_array).into_iter().flatten() {
        for number in marker.get(1).and_then(Value::as_array).into_iter().flatten() {
            let mark = find(document, "markups", Some(number));
            let tag = mark.and_then(|mark| mark.get(0)?.as_str()).unwrap_or("span");
            let tag = MARKS.into_iter().find(|known| *known == tag).unwrap_or("span");
            let href = mark.and_then(|mark| href(mark.get(1)?)).filter(|_| tag == "a");
            match href {
                Some(href) => out.push_str(&format!("<a href=\"{}\">", quote(href))),
                None => out.push_str(&format!("<{tag}>")),
            }
            open.push(tag);
        }
        match marker.get(0).and_then(Value::as_u64) {
            Some(0) => out.push_str(&encode_text(marker.get(3).and_then(Value::as_str).unwrap_or_default())),
            // An atom: a line break, or something with a text.
            Some(1) => {
                let atom = find(document, "atoms", marker.get(3));
                match atom.and_then(|atom| atom.get(0)?.as_str()) {
                    Some("soft-return") => out.push_str("<br>"),
                    _ => out.push_str(&encode_text(atom.and_then(|atom| atom.get(1)?.as_str()).unwrap_or_default())),
                }
            }
            _ => {}
        }
        let closing = marker.get(2).and_then(Value::as_u64).unwrap_or(0);
        for _ in 0..closing.min(open.len() as u64) {
            out.push_str(&format!("</{}>", open.pop().unwrap_or("span")));
        }
    }
    for tag in open.into_iter().rev() {
        out.push_str(&format!("</{tag}>"));
    }
}

/// Returns the value of `href` in a list of names and values.
fn href(attributes: &Value) -> Option<&str> {
    let attributes = attributes.as_array()?;
    let pair = attributes.chunks(2).find(|pair| pair[0].as_str() == Some("href"))?;
    pair.get(1)?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn sections_marks_atoms_and_cards_are_written() {
        let document = json!({
            "version": "0.3.1",
            "markups": [["strong"], ["a", ["href", "https://a.example/?x&y"]]],
            "atoms": [["soft-return", "", {}]],
            "cards": [["hr", {}], ["card-markdown", {"cardName": "card-markdown", "markdown": "*nghiêng*"}], ["poll", {}]],
            "sections": [
                [1, "h2", [[0, [], 0, "A < B"]]],
                [1, "p", [[0, [0, 1], 1, "đậm"], [0, [], 1, "link"], [1, [], 0, 0], [0, [], 7, "hết"]]],
                [3, "ol", [[[0, [], 0, "một"]], [[0, [0], 0, "hai"]]]],
                [10, 0], [10, 1], [10, 2], [10, 9], "?", [1],
            ],
        });
        let mut left_out = Vec::new();
        let html = to_html(&document.to_string(), &mut left_out).unwrap();
        let expected = "<h2>A &lt; B</h2><p><strong><a href=\"https://a.example/?x&amp;y\">đậm</a>link</strong><br>hết</p>\
            <ol><li>một</li><li><strong>hai</strong></li></ol><hr><p><em>nghiêng</em></p>";
        assert_eq!(html.replace('\n', "").trim_end_matches("<p></p>"), expected);
        assert_eq!(left_out, [Card::left_out("poll")]);
    }
}
