//! Converts Markdown syntax that comments do not support back to the text that was typed.

use comrak::Arena;
use std::borrow::Cow;

use comrak::nodes::{AstNode, ListDelimType, ListType, NodeLink, NodeValue};

/// Replaces headings, lists, rules, images and HTML in the tree by text.
pub fn restore<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>) {
    // Innermost first, so that content moved outwards is already text.
    let nodes: Vec<_> = root.descendants().collect();
    for node in nodes.into_iter().rev() {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Heading(heading) => {
                let marks = "#".repeat(heading.level.into());
                node.prepend(text(arena, format!("{marks} ")));
                become_paragraph(node);
            }
            NodeValue::ThematicBreak => {
                node.append(text(arena, "---".to_owned()));
                become_paragraph(node);
            }
            NodeValue::HtmlBlock(block) => {
                for part in lines(arena, block.literal.trim_end()) {
                    node.append(part);
                }
                become_paragraph(node);
            }
            NodeValue::HtmlInline(html) => {
                for part in lines(arena, &html) {
                    node.insert_before(part);
                }
                node.detach();
            }
            NodeValue::Image(image) => restore_image(arena, node, &image),
            NodeValue::Item(item) => {
                let mark = match item.list_type {
                    ListType::Bullet => format!("{} ", char::from(item.bullet_char)),
                    ListType::Ordered => {
                        let delimiter = if item.delimiter == ListDelimType::Paren { ')' } else { '.' };
                        format!("{}{delimiter} ", item.start)
                    }
                };
                restore_item(arena, node, mark);
            }
            NodeValue::List(list) => restore_list(arena, node, list.tight),
            _ => {}
        }
    }
}

fn restore_image<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, image: &NodeLink) {
    node.insert_before(text(arena, "![".to_owned()));
    let title = if image.title.is_empty() { String::new() } else { format!(" \"{}\"", image.title) };
    node.insert_after(text(arena, format!("]({}{title})", image.url)));
    for child in node.children().collect::<Vec<_>>() {
        node.insert_before(child);
    }
    node.detach();
}

/// Inserts the marker of an item before its text.
fn restore_item<'a>(arena: &'a Arena<'a>, item: &'a AstNode<'a>, mark: String) {
    let paragraph = item.first_child().filter(|first| matches!(first.data.borrow().value, NodeValue::Paragraph));
    let paragraph = paragraph.unwrap_or_else(|| {
        let paragraph = arena.alloc(NodeValue::Paragraph.into());
        item.prepend(paragraph);
        paragraph
    });
    paragraph.prepend(text(arena, mark));
}

/// Replaces a list by its items. The items of a tight list share a paragraph.
fn restore_list<'a>(arena: &'a Arena<'a>, list: &'a AstNode<'a>, tight: bool) {
    let blocks: Vec<_> = list.children().flat_map(AstNode::children).collect();
    let mut shared: Option<&AstNode> = None;
    for block in blocks {
        let is_paragraph = matches!(block.data.borrow().value, NodeValue::Paragraph);
        match shared.filter(|_| tight && is_paragraph) {
            Some(paragraph) => {
                paragraph.append(arena.alloc(NodeValue::LineBreak.into()));
                for child in block.children().collect::<Vec<_>>() {
                    paragraph.append(child);
                }
            }
            None => {
                list.insert_before(block);
                shared = is_paragraph.then_some(block);
            }
        }
    }
    list.detach();
}

/// Creates nodes for text with line breaks.
fn lines<'a>(arena: &'a Arena<'a>, html: &str) -> Vec<&'a AstNode<'a>> {
    let mut parts = Vec::new();
    for line in html.replace("\r\n", "\n").split(['\n', '\r']) {
        if !parts.is_empty() {
            parts.push(&*arena.alloc(NodeValue::LineBreak.into()));
        }
        parts.push(text(arena, line.to_owned()));
    }
    parts
}

fn become_paragraph(node: &AstNode) {
    node.data.borrow_mut().value = NodeValue::Paragraph;
}

fn text<'a>(arena: &'a Arena<'a>, text: String) -> &'a AstNode<'a> {
    arena.alloc(NodeValue::Text(text.into()).into())
}

/// Maximum nesting depth of quotations. Parsing time is quadratic in the depth.
const DEEPEST: usize = 10;

/// Limits the quotation markers at the start of each line to [`DEEPEST`].
pub fn flatten(source: &str) -> Cow<'_, str> {
    if source.matches('>').nth(DEEPEST).is_none() {
        return Cow::Borrowed(source);
    }
    let lines = source.split_inclusive('\n').map(|line| {
        let is_mark = |c: char| matches!(c, '>' | ' ' | '\t');
        let text = line.trim_start_matches(is_mark);
        let marks = &line[..line.len() - text.len()];
        match marks.match_indices('>').nth(DEEPEST) {
            Some((end, _)) => format!("{} {text}", &marks[..end]),
            None => line.to_owned(),
        }
    });
    Cow::Owned(lines.collect())
}
