//! Blocks of HTML as Markdown. The result may show something else than the HTML, which the caller has to compare.

use dom_query::NodeRef;

use super::inline;
use crate::text::body::content;

/// Elements that stand in a line of text.
#[rustfmt::skip]
const INLINE: [&str; 28] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Maximum nesting of lists and quotations: each level costs an indentation of all below it.
const DEEPEST: usize = 20;

/// Returns whether an element stands in a line of text.
pub fn is_inline(node: &NodeRef) -> bool {
    INLINE.iter().any(|name| node.has_name(name))
}

/// Writes a block, or a run of inline nodes. `None` if there is no notation for it.
pub fn write(nodes: &[NodeRef]) -> Option<String> {
    match nodes {
        [node] if !node.is_text() && !is_inline(node) => element(node, 0),
        line => inline::write(line),
    }
}

/// `depth` is the number of lists and quotations around it.
fn element(node: &NodeRef, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let name = node.node_name()?;
    let has_attributes = !node.attrs().is_empty();
    match &*name {
        "ol" | "pre" => {}
        _ if has_attributes => return None,
        _ => {}
    }
    match &*name {
        "p" => inline::write(&node.children()),
        "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level: usize = name[1..].parse().ok()?;
            Some(format!("{} {}", "#".repeat(level), inline::write(&node.children())?))
        }
        "hr" => Some("***".to_owned()),
        "blockquote" => Some(indent(&blocks(node, "\n\n", depth)?, "> ", "> ")),
        "ul" => list(node, depth, |_| "- ".to_owned()),
        "ol" => {
            let start: usize = node.attr_or("start", "1").parse().ok()?;
            let is_plain = node.attrs().iter().all(|it| &*it.name.local == "start");
            if is_plain { list(node, depth, |place| format!("{}. ", start + place)) } else { None }
        }
        "pre" => code(node),
        "figure" => figure(node),
        "table" => table(node),
        _ => None,
    }
}

/// Writes the blocks of a quotation or list item. Inline content is a block of its own.
fn blocks(node: &NodeRef, gap: &str, depth: usize) -> Option<String> {
    let mut written = Vec::new();
    let mut line = Vec::new();
    let children = node.children();
    for child in &children {
        if child.is_text() || is_inline(child) {
            line.push(*child);
            continue;
        }
        written.push(inline::write(&std::mem::take(&mut line))?);
        written.push(element(child, depth + 1)?);
    }
    written.push(inline::write(&line)?);
    written.retain(|block| !block.trim().is_empty());
    Some(written.join(gap))
}

/// An item with a paragraph element makes a list loose: its items are separated by blank lines.
fn list(node: &NodeRef, depth: usize, marker: impl Fn(usize) -> String) -> Option<String> {
    let items = content(node);
    let is_loose = items.iter().any(|item| content(item).iter().any(|child| child.has_name("p")));
    let gap = if is_loose { "\n\n" } else { "\n" };
    let mut written = Vec::new();
    for (place, item) in items.iter().enumerate() {
        if !item.has_name("li") || !item.attrs().is_empty() {
            return None;
        }
        let marker = marker(place);
        written.push(indent(&blocks(item, gap, depth)?, &marker, &" ".repeat(marker.len())));
    }
    Some(written.join(gap))
}

fn indent(text: &str, first: &str, others: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(number, line)| {
        let start = if number == 0 { first } else { others };
        format!("{start}{line}").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn code(node: &NodeRef) -> Option<String> {
    let [code] = content(node)[..] else { return None };
    if !code.has_name("code") {
        return None;
    }
    let class = code.attr_or("class", "");
    let language = class.strip_prefix("language-").unwrap_or_default();
    let text = code.text();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    Some(format!("{fence}{language}\n{}\n{fence}", text.strip_suffix('\n').unwrap_or(&text)))
}

/// A picture with a caption of plain text.
fn figure(node: &NodeRef) -> Option<String> {
    match content(node)[..] {
        [picture] => inline::picture(&picture, None),
        [picture, caption] if caption.has_name("figcaption") && caption.element_children().is_empty() => {
            inline::picture(&picture, Some(caption.text().trim()))
        }
        _ => None,
    }
}

/// A table with one header row.
fn table(node: &NodeRef) -> Option<String> {
    let rows: Vec<NodeRef> = node.descendants_it().filter(|inner| inner.has_name("tr")).collect();
    let mut written = Vec::new();
    for row in &rows {
        let mut line = "|".to_owned();
        for cell in row.element_children() {
            let text = inline::write(&cell.children())?.replace('|', "\\|");
            line.push_str(&format!(" {text} |"));
        }
        written.push(line);
        if written.len() == 1 {
            written.push(format!("|{}", " --- |".repeat(row.element_children().len())));
        }
    }
    Some(written.join("\n"))
}
