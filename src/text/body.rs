//! Rendering of the body of a post or page. It happens once, when the post is saved.

use dom_query::{Document, NodeRef};

use super::word_segmentation::count_words;
use super::{excerpt, markdown, parse, plain_text, sanitizer};

mod authored;
mod code;
mod embed;
mod heading;
mod image;
mod link;
mod list;
mod media;
mod structure;
mod table;
mod target;

#[cfg(test)]
pub(super) mod tests;

pub(super) use authored::sorted;
pub use authored::{authored_until, is_same, visual_until};
pub use embed::{label_of_page, page_of_player};
pub(super) use list::arrange as arrange_lists;
pub(super) use table::arrange as arrange_tables;
pub use target::{is_reserved, set_apart};

/// The language of a body's source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with tables, strikethrough, task lists, footnotes and autolinks; HTML is allowed.
    Markdown,
    /// HTML, as imports provide it.
    Html,
}

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Safe HTML. A browser's parser reproduces exactly this markup.
    pub html: String,
    /// Plain text: the part before `<!--more-->`, or about the first 200 characters.
    pub excerpt: String,
    /// Reading time in minutes, at least 1.
    pub minutes: u32,
    /// Number of words.
    pub words: u32,
}

/// Reading speed in words per minute.
const PACE: u32 = 230;
/// Maximum number of rounds until the HTML is stable. Two are rarely needed.
const ROUNDS: usize = 8;

/// Renders `source`: sanitized, with heading anchors, captions, highlighted code, and links in place of embedded
/// players.
///
/// The time and the output size are proportional to the length of the source, for any source.
pub fn render(source: &str, format: Format) -> Body {
    // Never stops early, so this never returns `None`.
    render_until(source, format, &|| false).unwrap_or_default()
}

/// Renders `source`, or returns `None` if `should_stop` returns true, which is called between the steps.
pub fn render_until(source: &str, format: Format, should_stop: &dyn Fn() -> bool) -> Option<Body> {
    let rendered;
    let html = match format {
        Format::Markdown => {
            rendered = markdown::to_html_until(source, should_stop)?;
            &rendered
        }
        Format::Html => source,
    };
    let (document, stored) = settle(html, should_stop)?;
    let words = count_words(&plain_text::text_of(&document.root()));
    Some(Body {
        html: stored,
        excerpt: excerpt::before_more(html).unwrap_or_else(|| excerpt::of(&document)),
        minutes: words.div_ceil(PACE).max(1),
        words,
    })
}

/// Applies all transformations to the tree. Each step looks for its elements, and leaves other trees unchanged.
fn arrange(document: &Document) {
    let mut targets = target::collect(document);
    structure::arrange(document);
    embed::arrange(document);
    media::arrange(document);
    link::arrange(document);
    // Joins text nodes that removed elements had separated, as a parser would see them.
    document.normalize();
    embed::mark(document);
    image::arrange(document);
    list::arrange(document);
    structure::clear(document);
    table::arrange(document);
    code::arrange(document);
    heading::arrange(document, &mut targets);
    link::follow(document, &targets);
}

/// Lists the elements with one of these names in document order.
pub(super) fn elements<'a>(document: &'a Document, names: &[&str]) -> Vec<NodeRef<'a>> {
    document.root().descendants_it().filter(|node| names.iter().any(|name| node.has_name(name))).collect()
}

/// Returns the level of a heading element.
fn heading_level(node: &NodeRef) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|name| node.has_name(name)).map(|at| at + 1)
}

/// Lists the children that are elements or text other than white space.
pub(super) fn content<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    content_it(node).collect()
}

fn content_it<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    node.children_it(false).filter(|child| child.is_element() || (child.is_text() && !child.text().trim().is_empty()))
}

/// Returns whether exactly one child has content. Looks no further than the second, since it is called for each child
/// in turn.
fn has_single_content(node: &NodeRef) -> bool {
    content_it(node).take(2).count() == 1
}

/// Replaces `node` by its children.
pub(super) fn unwrap(node: &NodeRef) {
    for child in node.children() {
        node.insert_before(&child);
    }
    node.remove_from_parent();
}

/// Transforms and sanitizes until the HTML is stable, and returns the tree and its HTML.
///
/// The transformations may create markup that a parser corrects, such as a link in a link. Then the corrected markup is
/// transformed again. If it is not stable after [`ROUNDS`], only its plain text is left.
fn settle(html: &str, should_stop: &dyn Fn() -> bool) -> Option<(Document, String)> {
    let go_on = || (!should_stop()).then_some(());
    let tame = parse::tame(html);
    go_on()?;
    let mut html = sanitizer::admit(&tame);
    for _ in 0..ROUNDS {
        go_on()?;
        let document = parse::parse(&html);
        arrange(&document);
        go_on()?;
        let arranged = document.html_root().inner_html();
        let confirmed = sanitizer::confirm(&arranged);
        if confirmed == *arranged {
            return Some((document, confirmed));
        }
        html = sanitizer::admit(&confirmed);
    }
    let text = format!("<p>{}</p>", html_escape::encode_text(&plain_text::plain(&html)));
    Some((Document::fragment(text.as_str()), text))
}
