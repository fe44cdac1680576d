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

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(common);

/// For comments of other systems, which may have lists and tables.
static IMPORTED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = common();
    builder
        .add_tags(LISTS)
        .add_tags(["table", "tbody", "tfoot", "thead", "tr"])
        .add_tag_attributes("ol", ["reversed", "start", "type"])
        .add_tag_attributes("div", ["class", "tabindex", "role", "aria-label"])
        .attribute_filter(|element, name, value| match (element, name) {
            ("div", "class") => (value == TABLE).then_some(value.into()),
            ("div", "tabindex") => (value == "0").then_some(value.into()),
            _ => sanitizer::confirm_attribute(element, name, value),
        });
    builder
});

fn common() -> Builder<'static> {
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
}

/// Block elements that become paragraphs, so that their words do not run together.
const BLOCKS: &[&str] = &["caption", "dd", "div", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"];
/// Headings, which become strong paragraphs: those of the page are not a stranger's.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];
const LISTS: &[&str] = &["li", "ol", "ul"];
/// The class of what is around a table.
const TABLE: &str = "table-scroll";

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
    settle(&html, &SANITIZER, |document| tidy(document, BLOCKS))
}

/// Renders a comment from external HTML, with the elements that [`render`] supports, lists and tables. Bare line breaks
/// are kept.
pub fn sanitize(html: &str) -> CommentBody {
    settle(html, &IMPORTED, |document| {
        body::arrange_lists(document);
        for heading in elements(document, HEADINGS) {
            heading.set_html(format!("<strong>{}</strong>", heading.inner_html()));
        }
        tidy(document, &["dd", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6"]);
        for shell in elements(document, &["div"]).iter().filter(|shell| !shell.has_class(TABLE)) {
            shell.remove_all_attrs();
            shell.rename("p");
        }
        body::arrange_tables(document);
        paragraph::arrange(document);
    })
}

/// Sanitizes and tidies until neither changes anything. The label of a table, say, is made of its text, some of which is
/// tidied after it. If the HTML is never stable, only its plain text is left.
fn settle(html: &str, sanitizer: &Builder, arrange: fn(&Document)) -> CommentBody {
    let mut html = sanitizer.clean(&parse::tame(html)).to_string();
    for _ in 0..ROUNDS {
        let document = parse::parse(&html);
        arrange(&document);
        clear(&document);
        let tidied = document.html_root().inner_html();
        let cleaned = sanitizer.clean(&tidied).to_string();
        let is_stable = cleaned == *tidied && cleaned == html;
        html = cleaned;
        if is_stable {
            return CommentBody { html, links: elements(&document, &["a"]).len() };
        }
    }
    let text = plain_text::plain(&html);
    CommentBody { html: format!("<p>{}</p>", html_escape::encode_text(&text)), links: 0 }
}

fn tidy(document: &Document, blocks: &[&str]) {
    for node in document.root().descendants() {
        if node.has_name("b") {
            node.rename("strong");
        } else if node.has_name("i") {
            node.rename("em");
        } else if blocks.iter().any(|name| node.has_name(name)) {
            node.rename("p");
        } else if node.has_name("a") && !node.has_attr("href") {
            body::unwrap(&node);
        }
    }
}

/// Removes elements without text, innermost first.
fn clear(document: &Document) {
    let names = ["a", "blockquote", "code", "em", "li", "ol", "p", "pre", "strong", "ul"];
    for node in elements(document, &names).iter().rev() {
        if node.text().trim().is_empty() {
            node.remove_from_parent();
        }
    }
}
