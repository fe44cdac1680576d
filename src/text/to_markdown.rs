//! Writes HTML as Markdown. Each block is compared with what it was, so a reader sees the same in any case: what
//! Markdown has no notation for stays HTML, which Markdown may contain.

use std::collections::BTreeMap;

use dom_query::NodeRef;

use super::body::{self, Format};
use super::{parse, pictures};
use crate::model::admin::post::BlockKind;

mod block;
mod inline;

/// Converts the source of a visual body to Markdown, and counts the blocks that stay HTML. Returns `None` if
/// `should_stop` returns true.
pub fn to_markdown_until(html: &str, should_stop: &dyn Fn() -> bool) -> Option<(String, Vec<(BlockKind, usize)>)> {
    let document = parse::parse(html);
    let mut markdown = String::new();
    let mut kept = BTreeMap::new();
    let mut line: Vec<NodeRef> = Vec::new();
    let mut write = |nodes: &[NodeRef]| -> Option<()> {
        let html: String = nodes.iter().map(|node| node.html().to_string()).collect();
        if html.trim().is_empty() {
            return Some(());
        }
        let (text, is_kept) = write_block(nodes, &html, should_stop)?;
        if is_kept {
            *kept.entry(kind_of(nodes)).or_insert(0) += 1;
        }
        if !markdown.is_empty() {
            markdown.push('\n');
        }
        markdown.push_str(text.trim_end_matches('\n'));
        markdown.push('\n');
        Some(())
    };
    for node in document.html_root().children() {
        // Text and inline elements outside a paragraph are one block.
        if node.is_text() || block::is_inline(&node) {
            line.push(node);
            continue;
        }
        write(&std::mem::take(&mut line))?;
        write(&[node])?;
    }
    write(&line)?;
    Some((markdown, kept.into_iter().collect()))
}

/// Returns a block's Markdown, and whether it is HTML.
fn write_block(nodes: &[NodeRef], html: &str, should_stop: &dyn Fn() -> bool) -> Option<(String, bool)> {
    if nodes.iter().all(|node| !node.is_element() && !node.is_text()) {
        // A comment, such as the mark that ends the excerpt.
        return Some((html.trim().to_owned(), false));
    }
    let shown = comparable(&body::render_until(html, Format::Html, should_stop)?.html);
    let is_same = |markdown: &str| -> Option<bool> {
        let rendered = body::render_until(markdown, Format::Markdown, should_stop)?;
        Some(comparable(&rendered.html) == shown)
    };
    if let Some(markdown) = block::write(nodes)
        && is_same(&markdown)?
    {
        return Some((markdown, false));
    }
    let html = without_blank_lines(html.trim());
    // Markdown would put some elements, such as players, into a paragraph.
    let enclosed = format!("<div>\n{html}\n</div>");
    let fits = is_same(&html)? || !is_same(&enclosed)?;
    Some((if fits { html } else { enclosed }, true))
}

/// A blank line would end the HTML.
fn without_blank_lines(html: &str) -> String {
    let mut joined = String::with_capacity(html.len());
    for (number, line) in html.split('\n').enumerate() {
        match number {
            0 => {}
            _ if line.trim().is_empty() => joined.push_str("&#10;"),
            _ => joined.push('\n'),
        }
        joined.push_str(line);
    }
    joined
}

/// What matters of a rendered block: not the order of attributes, white space between blocks, the older names of
/// elements, and the size of pictures that fill the column anyway.
fn comparable(html: &str) -> String {
    let document = parse::parse(html);
    for (old, new) in [("b", "strong"), ("i", "em"), ("s", "del")] {
        body::elements(&document, &[old]).iter().for_each(|node| node.rename(new));
    }
    for image in body::elements(&document, &["img"]) {
        let width: Option<i64> = image.attr("width").and_then(|width| width.parse().ok());
        if width.is_some_and(|width| width >= pictures::COLUMN_WIDTH) {
            image.remove_attr("width");
            image.remove_attr("height");
        }
    }
    let sorted = body::sorted(&document.html_root().inner_html());
    let mut line = sorted.split_ascii_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><");
    for tag in ["<ul", "<ol", "<li", "</li", "<p", "<blockquote", "<br"] {
        line = line.replace(&format!(" {tag}"), tag);
    }
    line.replace("<br> ", "<br>")
}

fn kind_of(nodes: &[NodeRef]) -> BlockKind {
    let Some(node) = nodes.iter().find(|node| node.is_element()) else { return BlockKind::Text };
    let has = |name: &str| node.descendants_it().any(|inner| inner.has_name(name));
    let classes = [
        ("gallery", BlockKind::Gallery),
        ("pullquote", BlockKind::PullQuote),
        ("fact-box", BlockKind::FactBox),
        ("buttons", BlockKind::Button),
        ("link-card", BlockKind::LinkCard),
        ("file", BlockKind::File),
        ("embed", BlockKind::Player),
        ("footnotes", BlockKind::Footnotes),
    ];
    if let Some((_, kind)) = classes.iter().find(|(class, _)| node.has_class(class)) {
        return *kind;
    }
    match &*node.node_name().unwrap_or_default() {
        "table" => BlockKind::Table,
        "audio" | "video" | "iframe" => BlockKind::Player,
        "figure" if has("audio") || has("video") || has("iframe") => BlockKind::Player,
        "figure" | "img" if node.has_name("img") || has("img") => BlockKind::Picture,
        "figure" | "div" if has("table") => BlockKind::Table,
        "ul" | "ol" | "dl" => BlockKind::List,
        "div" | "section" | "details" | "figure" => BlockKind::Other,
        _ => BlockKind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(html: &str) -> (String, Vec<(BlockKind, usize)>) {
        let (markdown, kept) = to_markdown_until(html, &|| false).unwrap();
        let rendered = |source: &str, format| comparable(&body::render(source, format).html);
        assert_eq!(rendered(&markdown, Format::Markdown), rendered(html, Format::Html), "{markdown}");
        (markdown, kept)
    }

    #[test]
    fn what_markdown_can_say_is_markdown() {
        for (html, expected) in [
            (
                "<h2>Đề</h2><p>Một <strong>hai</strong> <em>ba</em> <s>bốn</s> <code>a*b</code>.</p>",
                "## Đề\n\nMột **hai** *ba* ~~bốn~~ `a*b`.\n",
            ),
            ("<p><a href=\"/a(b)\">x</a><br>y</p>", "[x](</a(b)>)\\\ny\n"),
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
            ("<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>", "3. a\n\n4. b\n"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
            ("<pre><code class=\"language-rust\">fn a() {}\n</code></pre>", "```rust\nfn a() {}\n```\n"),
            ("<hr>", "***\n"),
            (
                "<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>B \"c\"</figcaption></figure>",
                "![A](/a.jpg \"B \\\"c\\\"\")\n",
            ),
            (
                "<p>1. a</p><p># b</p><p>a_b_ *c* [d] &lt;e&gt;</p>",
                "1\\. a\n\n\\# b\n\na\\_b\\_ \\*c\\* \\[d\\] \\<e\\>\n",
            ),
            (
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|</td><td><b>2</b></td></tr></tbody></table>",
                "| a | b |\n| --- | --- |\n| 1\\| | **2** |\n",
            ),
        ] {
            assert_eq!(convert(html), (expected.to_owned(), Vec::new()), "{html}");
        }
    }

    #[test]
    fn what_it_cannot_say_stays_html_and_is_counted() {
        let samples = serde_json::from_str::<serde_json::Value>(include_str!("../../editor/schema.json")).unwrap();
        let samples = samples["samples"].as_array().unwrap();
        let all: String = samples.iter().filter_map(|sample| sample.as_str()).collect();
        let (_, kept) = convert(&all);
        let count = |kind| kept.iter().find(|(found, _)| *found == kind).map_or(0, |(_, count)| *count);
        assert!(count(BlockKind::Gallery) == 6 && count(BlockKind::PullQuote) == 1 && count(BlockKind::FactBox) == 1);
        let list = "<ol start=\"3\" reversed=\"\" type=\"a\"><li>a</li><li>b</li></ol>";
        assert_eq!(convert(list), (format!("{list}\n"), vec![(BlockKind::List, 1)]));
        let (markdown, _) = convert("<div class=\"fact-box\"><h2>a</h2>\n\n<pre>b\n\nc</pre></div><p>d</p>");
        assert!(markdown.ends_with("\n\nd\n"), "{markdown}");
    }

    #[test]
    fn the_mark_that_ends_the_excerpt_stays() {
        assert_eq!(convert("<p>a</p><!--more--><p>b</p>").0, "a\n\n<!--more-->\n\nb\n");
    }
}
