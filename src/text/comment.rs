//! Comments: a small subset of Markdown, and the same subset of elements for comments in HTML.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use comrak::{Arena, Options};
use dom_query::Document;

use super::body::{self, elements};
use super::{paragraph, parse, plain_text, sanitizer};

mod literal;

#[cfg(test)]
mod tests;

/// A rendered comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentBody {
    /// Safe HTML. A browser's parser reproduces exactly this markup.
    pub html: String,
    /// Number of links, for spam checks.
    pub links: usize,
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.cjk_friendly_emphasis = true;
    options.parse.ignore_setext = true;
    options.render.hardbreaks = true;
    // `literal` has replaced all HTML nodes. This leaves the check of URLs to the sanitizer.
    options.render.r#unsafe = true;
    options
});

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags(["a", "b", "blockquote", "br", "code", "em", "i", "p", "pre", "strong"])
        // Splits text with very many entities (see `parse`).
        .add_tags(["wbr"])
        .add_tags(BLOCKS)
        .add_clean_content_tags(sanitizer::DROPPED)
        .add_clean_content_tags(["iframe", "object", "embed"])
        .generic_attributes(HashSet::new())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("nofollow ugc noopener"));
    builder
});

/// Block elements that become paragraphs, so that their words do not run together.
const BLOCKS: &[&str] = &["dd", "div", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"];

/// Maximum number of rounds until the HTML is stable. Two are rarely needed.
const ROUNDS: usize = 8;

/// Renders a comment. Supports bold, italics, links, quotations, code and line breaks; anything else, including HTML,
/// appears as typed.
pub fn render(source: &str) -> CommentBody {
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &literal::flatten(source), &OPTIONS);
    literal::restore(&arena, root);
    let mut html = String::new();
    // Writing to a string does not fail.
    let _ = comrak::format_html(root, &OPTIONS, &mut html);
    settle(&html, |_| {})
}

/// Renders a comment from external HTML, with the elements that [`render`] supports. Bare line breaks are kept.
pub fn sanitize(html: &str) -> CommentBody {
    settle(html, paragraph::arrange)
}

/// Sanitizes and tidies until the HTML is stable. If it never is, only its plain text is left.
fn settle(html: &str, arrange: fn(&Document)) -> CommentBody {
    let mut html = SANITIZER.clean(&parse::tame(html)).to_string();
    for _ in 0..ROUNDS {
        let document = parse::parse(&html);
        tidy(&document);
        clear(&document);
        arrange(&document);
        let tidied = document.html_root().inner_html();
        html = SANITIZER.clean(&tidied).to_string();
        if html == *tidied {
            return CommentBody { html, links: elements(&document, &["a"]).len() };
        }
    }
    let text = plain_text::plain(&html);
    CommentBody { html: format!("<p>{}</p>", html_escape::encode_text(&text)), links: 0 }
}

fn tidy(document: &Document) {
    for node in document.root().descendants() {
        if node.has_name("b") {
            node.rename("strong");
        } else if node.has_name("i") {
            node.rename("em");
        } else if BLOCKS.iter().any(|name| node.has_name(name)) {
            node.rename("p");
        } else if node.has_name("a") && !node.has_attr("href") {
            body::unwrap(&node);
        }
    }
}

/// Removes elements without text, innermost first.
fn clear(document: &Document) {
    let names = ["a", "blockquote", "code", "em", "p", "pre", "strong"];
    for node in elements(document, &names).iter().rev() {
        if node.text().trim().is_empty() {
            node.remove_from_parent();
        }
    }
}
