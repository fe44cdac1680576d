//! Bodies: the text of a post or page made ready to show, once, when it is saved.

use dom_query::{Document, NodeRef};

use super::{excerpt, markdown, parse, plain_text, sanitizer};

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

pub use target::{is_reserved, set_apart};

/// The language a body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// CommonMark with tables, strikethrough, task lists, footnotes and autolinks; HTML in it is allowed.
    Markdown,
    /// HTML, as an import brings it.
    Html,
}

/// A body ready to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Safe HTML, which a browser's parser leaves as it is.
    pub html: String,
    /// Plain text: what stands before `<!--more-->`, or about the first 200 characters.
    pub excerpt: String,
    /// Reading time in minutes, at least 1.
    pub minutes: u32,
    /// Number of words.
    pub words: u32,
}

/// Words read in a minute.
const PACE: u32 = 230;
/// How often a body is arranged until a parser agrees with it. Twice is rare.
const ROUNDS: usize = 8;

/// The body that `source` makes: sanitized, with anchors, captions, highlighted code and links in place of players.
///
/// Its cost and its length are in proportion to the length of the source, whatever that is.
pub fn render(source: &str, format: Format) -> Body {
    // Nothing stops it, so it has an end.
    render_until(source, format, &|| false).unwrap_or_default()
}

/// The body that `source` makes; `None` once `should_stop` says so, which is asked between the steps.
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

/// All that is done to the tree. Each step looks for its elements and leaves a tree without them alone.
fn arrange(document: &Document) {
    let mut targets = target::collect(document);
    structure::arrange(document);
    embed::arrange(document);
    media::arrange(document);
    link::arrange(document);
    // What was parted by elements that are gone is one text again, as a parser would see it.
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

/// The elements with one of these names, in the order of the document.
pub(super) fn elements<'a>(document: &'a Document, names: &[&str]) -> Vec<NodeRef<'a>> {
    document.root().descendants_it().filter(|node| names.iter().any(|name| node.has_name(name))).collect()
}

/// The level of a heading element.
fn heading_level(node: &NodeRef) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|name| node.has_name(name)).map(|at| at + 1)
}

/// The children that say something: elements, and text that is not white space.
fn content<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    content_it(node).collect()
}

fn content_it<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    node.children_it(false).filter(|child| child.is_element() || (child.is_text() && !child.text().trim().is_empty()))
}

/// Whether one child alone says something. Looks no further than the second: it is asked of each child in turn.
fn has_single_content(node: &NodeRef) -> bool {
    content_it(node).take(2).count() == 1
}

/// Puts the children of `node` in its place.
pub(super) fn unwrap(node: &NodeRef) {
    for child in node.children() {
        node.insert_before(&child);
    }
    node.remove_from_parent();
}

/// The arranged tree, and the HTML that a parser reads as just that tree.
///
/// What the arrangement brings together may be markup that a parser corrects, such as a link in a link. Then the
/// corrected markup is arranged again. Should it never settle, its plain text is what remains.
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

/// Words: what white space parts, and two characters each in Chinese and Japanese, which do without.
fn count_words(text: &str) -> u32 {
    let (mut words, mut ideographs, mut in_word) = (0_u32, 0_u32, false);
    for c in text.chars() {
        if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        {
            ideographs += 1;
            in_word = false;
        } else if c.is_whitespace() {
            in_word = false;
        } else if !in_word && c.is_alphanumeric() {
            words += 1;
            in_word = true;
        }
    }
    words.saturating_add(ideographs.div_ceil(2))
}
