//! The text of a post: the HTML that readers saw, or what it is made from.

use serde_json::Value;

use super::card::{Card, from_html};
use super::pass::Pass;
use super::picture_sizes::drop_sizes;
use super::{lexical, mobiledoc};
use crate::text::parse::parse;
use crate::text::{Format, body};
use crate::transfer::json_fields::filled;
use crate::transfer::record::SkippedItem;

/// What stands for the address of the site in an export.
const GHOST_URL: &str = "__GHOST_URL__";
const UNREADABLE: &str = "its text cannot be read; it is empty";

/// The text of a post.
#[derive(Default)]
pub struct PostContent {
    pub html: String,
    /// Whether there are pictures or files of the old site.
    pub has_pictures: bool,
    /// What is to be known about it.
    pub problem: Option<&'static str>,
}

/// Reads the text of a row of `posts`. `url` is the address of the old site, or empty. In the first pass, it is only
/// good for finding addresses.
pub fn read(row: &Value, url: &str, pass: Pass, left_out: &mut Vec<SkippedItem>) -> PostContent {
    let source = |name: &str| filled(row, name);
    let [html, lexical, mobiledoc] = ["html", "lexical", "mobiledoc"].map(source);
    if pass == Pass::First {
        let text = html.or(lexical).or(mobiledoc).or_else(|| source("markdown")).unwrap_or_default();
        return PostContent { html: place(&text, url), ..PostContent::default() };
    }
    let made = match (html, lexical, mobiledoc) {
        (Some(html), ..) => Some(html),
        (None, Some(source), _) => lexical::to_html(&source, left_out),
        (None, None, Some(source)) => mobiledoc::to_html(&source, left_out),
        (None, None, None) => {
            Some(source("markdown").map_or_else(String::new, |text| body::render(&text, Format::Markdown).html))
        }
    };
    let Some(html) = made else {
        return PostContent { problem: Some(UNREADABLE), ..PostContent::default() };
    };
    let html = place(&shape(&html, left_out), url);
    let has_pictures = html.contains("=\"/content/");
    PostContent { html, has_pictures, problem: None }
}

/// Puts the address of the site into a text, and that of the original in place of smaller pictures.
pub fn place(text: &str, url: &str) -> String {
    drop_sizes(&text.replace(GHOST_URL, url))
}

/// Replaces the cards in HTML that Ghost has rendered.
fn shape(html: &str, left_out: &mut Vec<SkippedItem>) -> String {
    let scripts = html.matches("<script").count();
    left_out.extend((0..scripts).map(|_| SkippedItem::new("script in a post", "it holds program text")));
    if !html.contains("kg-") {
        return html.to_owned();
    }
    let document = parse(html);
    for node in document.select(from_html::CARDS).nodes() {
        match from_html::read(node) {
            Some(Card::LeftOut(what)) => {
                left_out.push(Card::left_out(&what));
                node.remove_from_parent();
            }
            Some(card) => node.replace_with_html(card.html()),
            None => {}
        }
    }
    for quote in document.select("blockquote.kg-blockquote-alt").nodes() {
        quote.set_attr("class", "pullquote");
    }
    document.html_root().inner_html().to_string()
}
