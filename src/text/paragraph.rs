//! Infers paragraphs from bare line breaks, as WordPress and similar systems do.

use dom_query::{Document, NodeRef};

use super::parse::parse;

/// Wraps text separated by empty lines in paragraphs, and turns other line breaks into `br` elements.
///
/// Block elements are unchanged, except for text directly in `blockquote` and `div`. Text in `pre` and `code` keeps its
/// line breaks. Applied to its own result, this changes nothing.
pub fn paragraphs(html: &str) -> String {
    let document = parse(html);
    arrange(&document);
    document.html_root().inner_html().into()
}

/// Infers paragraphs in a tree, in the way of [`paragraphs`].
pub fn arrange(document: &Document) {
    let mut containers = vec![document.html_root()];
    while let Some(container) = containers.pop() {
        gather(&container, &mut containers);
    }
}

/// Wraps a container's text and inline elements in paragraphs.
fn gather<'a>(container: &NodeRef<'a>, containers: &mut Vec<NodeRef<'a>>) {
    let mut paragraph: Option<NodeRef> = None;
    for child in container.children() {
        if child.is_text() {
            let text = child.text();
            for (number, part) in split(&text).into_iter().enumerate() {
                if number > 0 {
                    paragraph = None;
                }
                if paragraph.is_some() || !part.trim().is_empty() {
                    let target = *paragraph.get_or_insert_with(|| open(&child));
                    break_lines(part, &target, None);
                }
            }
            child.remove_from_parent();
        } else if is_block(&child) {
            paragraph = None;
            if child.has_name("p") || child.has_name("address") {
                break_all(&child);
            } else if child.has_name("blockquote") || child.has_name("div") {
                containers.push(child);
            }
        } else if child.is_element() {
            let target = *paragraph.get_or_insert_with(|| open(&child));
            target.append_child(&child);
            break_all(&child);
        }
    }
    for paragraph in container.children_it(false).filter(|child| child.has_name("p")).collect::<Vec<_>>() {
        trim(&paragraph);
    }
}

fn open<'a>(before: &NodeRef<'a>) -> NodeRef<'a> {
    let paragraph = before.tree.new_element("p");
    before.insert_before(&paragraph);
    paragraph
}

/// Turns line breaks in the text of `node` into `br` elements.
fn break_all(node: &NodeRef) {
    for text in node.descendants_it().filter(NodeRef::is_text).collect::<Vec<_>>() {
        let verbatim = text.ancestors_it(None).any(|ancestor| ancestor.has_name("code") || ancestor.has_name("pre"));
        let Some(parent) = text.parent().filter(|_| !verbatim && text.text().contains('\n')) else {
            continue;
        };
        break_lines(&text.text(), &parent, Some(&text));
        text.remove_from_parent();
    }
}

/// Adds `text` line by line, at the end of `parent` or before one of its children.
fn break_lines(text: &str, parent: &NodeRef, before: Option<&NodeRef>) {
    let add = |node: NodeRef| match before {
        Some(next) => next.insert_before(&node),
        None => parent.append_child(&node),
    };
    let previous = before.map_or_else(|| parent.last_child(), NodeRef::prev_sibling);
    // A line break in the source after a `br` is just formatting.
    let mut after_break = previous.is_some_and(|node| node.has_name("br"));
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 && !after_break {
            add(parent.tree.new_element("br"));
            after_break = true;
        }
        let line = if after_break { line.trim_start() } else { line };
        if !line.is_empty() {
            add(parent.tree.new_text(line));
            after_break = false;
        }
    }
}

/// Removes white space and line breaks at both ends of a paragraph, and the paragraph if it is empty.
fn trim(paragraph: &NodeRef) {
    let idle = |node: &NodeRef| node.has_name("br") || (node.is_text() && node.text().trim().is_empty());
    while let Some(first) = paragraph.first_child().filter(idle) {
        first.remove_from_parent();
    }
    while let Some(last) = paragraph.last_child().filter(idle) {
        last.remove_from_parent();
    }
    if paragraph.first_child().is_none() {
        paragraph.remove_from_parent();
    }
}

/// Splits a text at empty lines.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut line_start) = (0, 0);
    let mut blank_from = None;
    for (at, _) in text.match_indices('\n') {
        if line_start > 0 && text[line_start..at].trim().is_empty() {
            blank_from.get_or_insert(line_start - 1);
        } else if let Some(end) = blank_from.take() {
            parts.push(&text[start..end]);
            start = line_start;
        }
        line_start = at + 1;
    }
    if let Some(end) = blank_from {
        parts.push(&text[start..end]);
        start = line_start;
    }
    parts.push(&text[start..]);
    parts
}

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "audio", "blockquote", "center", "dd", "details", "div", "dl", "dt", "embed",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "iframe", "li", "main", "nav", "object", "ol", "p", "pre", "script", "section", "style", "table", "ul", "video",
];

fn is_block(node: &NodeRef) -> bool {
    BLOCKS.iter().any(|name| node.has_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let result = paragraphs(html);
        assert_eq!(result, expected);
        assert_eq!(paragraphs(&result), expected, "twice");
    }

    #[test]
    fn empty_lines_separate_paragraphs() {
        check("a\nb\n\nc", "<p>a<br>b</p><p>c</p>");
        check("a\r\n\r\n\r\nb", "<p>a</p><p>b</p>");
        check("\n\n a\n \nb \n", "<p> a</p><p>b </p>");
    }

    #[test]
    fn inline_elements_belong_to_their_paragraph() {
        check("x <b>y\nz</b>\n<i>w</i>\n\nv", "<p>x <b>y<br>z</b><br><i>w</i></p><p>v</p>");
        check("a<br />\nb", "<p>a<br>b</p>");
    }

    #[test]
    fn block_elements_are_unchanged() {
        check("a\n<ul>\n<li>b</li>\n</ul>\nc", "<p>a</p><ul>\n<li>b</li>\n</ul><p>c</p>");
        check("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>");
        check("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>");
        check("<p>a</p>\n\n<p></p><h2>b</h2>", "<p>a</p><h2>b</h2>");
    }
}
