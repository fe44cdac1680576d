//! The last step of the conversion: simplifies the markup of WordPress, its blocks and themes to semantic HTML with our
//! few classes.

mod classes;
mod code;
mod figures;
mod icon_links;
mod layout;
mod looks;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use dom_query::{Document, Matcher, NodeRef};

use super::content_context::ContentContext;
use super::{embeds, links};
use crate::text::parse::parse;

/// Cleans complete HTML. Does not sanitize it.
pub fn clean(html: &str, context: &ContentContext, page: &str) -> String {
    let document = parse(html);
    drop_comments(&document);
    restore_images(&document, context);
    looks::shape(&document);
    layout::shape_files(&document);
    figures::shape(&document);
    replace_players(&document);
    layout::shape(&document);
    icon_links::name(&document);
    code::shape(&document);
    classes::translate(&document);
    move_links(&document, &context.base_url, page);
    drop_empty(&document);
    document.html_root().inner_html().trim().to_owned()
}

thread_local! {
    /// Cache of parsed selectors: parsing two dozen of them takes longer than searching a post.
    static MATCHERS: RefCell<HashMap<String, Rc<Matcher>>> = RefCell::default();
}

fn all<'a>(document: &'a Document, selector: &str) -> Vec<NodeRef<'a>> {
    let matcher = MATCHERS.with_borrow_mut(|known| match known.get(selector) {
        Some(matcher) => Some(matcher.clone()),
        None => {
            let matcher = Rc::new(Matcher::new(selector).ok()?);
            known.insert(selector.to_owned(), matcher.clone());
            Some(matcher)
        }
    });
    matcher.map_or_else(Vec::new, |matcher| document.select_matcher(&matcher).nodes().to_vec())
}

/// Removes all comments except `<!--more-->`.
fn drop_comments(document: &Document) {
    for node in document.root().descendants_it().filter(NodeRef::is_comment).collect::<Vec<_>>() {
        if node.html().trim_start_matches("<!--").trim_start().starts_with("more") {
            node.replace_with_html("<!--more-->");
        } else {
            node.remove_from_parent();
        }
    }
}

/// Restores the image URLs that lazy loading plugins move to other attributes, and removes those that WordPress
/// generates. A picture without a text alternative gets that of its attachment.
fn restore_images(document: &Document, context: &ContentContext) {
    for image in all(document, "img") {
        let source = image.attr_or("src", "");
        if source.is_empty() || source.starts_with("data:") {
            let aside = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];
            match aside.iter().find_map(|name| image.attr(name)) {
                Some(address) => image.set_attr("src", &address),
                None if source.is_empty() => image.remove_from_parent(),
                None => {}
            }
        }
        let class = image.attr_or("class", "");
        let id = class.split_ascii_whitespace().find_map(|name| name.strip_prefix("wp-image-")?.parse().ok());
        let known = id.and_then(|id| context.attachments.get(id)).filter(|known| !known.alt.is_empty());
        if let Some(known) = known.filter(|_| image.attr_or("alt", "").trim().is_empty()) {
            image.set_attr("alt", &known.alt);
        }
        // Rendering adds them again.
        image.remove_attrs(&["loading", "decoding", "fetchpriority", "srcset", "sizes"]);
    }
}

fn replace_players(document: &Document) {
    for figure in all(document, ".wp-block-embed, [class*='wp-block-embed-']") {
        let inner = figure.find(&["iframe"]).into_iter().find_map(|frame| frame.attr("src"));
        let caption = figure.find(&["figcaption"]).into_iter().next();
        let label = caption.map_or_else(String::new, |caption| {
            caption.remove_from_parent();
            caption.text().trim().to_owned()
        });
        let text = figure.text().trim().to_owned();
        let address =
            if embeds::is_bare_address(&text) { Some(text) } else { inner.map(|address| address.to_string()) };
        if let Some(address) = address {
            let classes = figure.attr_or("class", "");
            let side = classes.split_ascii_whitespace().find_map(classes::alignment).unwrap_or_default();
            figure.replace_with_html(embeds::link(&address, &label).trim().replacen(
                "\"embed\"",
                &format!("\"{}\"", format!("embed {side}").trim()),
                1,
            ));
        }
    }
    for player in all(document, "iframe, embed, object") {
        let address = player.attr("src").or_else(|| player.attr("data"));
        match address.filter(|address| address.starts_with("http") || address.starts_with("//")) {
            Some(address) => put_link(&player, &embeds::link(&address, "")),
            None if player.has_name("iframe") => player.remove_from_parent(),
            None => {}
        }
    }
    for paragraph in all(document, "p") {
        let text = paragraph.text();
        if embeds::is_bare_address(&text) && paragraph.element_children().is_empty() {
            paragraph.replace_with_html(embeds::link(&text, "").trim());
        }
    }
}

/// Replaces `node` by a paragraph, or only by the link in it if a paragraph is not allowed there.
fn put_link(node: &NodeRef, paragraph: &str) {
    let mut place = *node;
    while let Some(parent) = place.parent() {
        let is_shell = ["p", "figure", "div", "span", "center"].iter().any(|name| parent.has_name(name));
        if !is_shell || parent.children_it(false).any(|child| child.id != place.id && !is_blank(&child)) {
            break;
        }
        place = parent;
    }
    let is_inside_text = place
        .parent()
        .is_some_and(|parent| ["p", "span", "a", "strong", "em", "b", "i"].iter().any(|name| parent.has_name(name)));
    let html = paragraph.trim();
    let inner = html.find("<a").and_then(|begin| html.get(begin..html.len() - "</p>".len()));
    place.replace_with_html(inner.filter(|_| is_inside_text).unwrap_or(html));
}

fn is_blank(node: &NodeRef) -> bool {
    node.is_text() && node.text().trim().is_empty() || node.has_name("br")
}

fn move_links(document: &Document, base_url: &str, page: &str) {
    for link in all(document, "a[href], area[href]") {
        let href = link.attr_or("href", "");
        // Attachment pages do not exist any more; the content of the link is what they showed.
        if link.attr_or("rel", "").contains("attachment") && !links::is_file(&href) {
            link.unwrap_all();
        } else if let Some(path) = links::local(&href, base_url) {
            link.set_attr("href", &path);
        }
    }
    for name in ["src", "poster"] {
        for node in all(document, &format!("[{name}]")) {
            if let Some(address) = links::absolute(&node.attr_or(name, ""), page, base_url) {
                node.set_attr(name, &address);
            }
        }
    }
}

/// Removes elements that are empty, because their content was removed or they were used for spacing.
fn drop_empty(document: &Document) {
    const SHELLS: &[&str] =
        &["p", "div", "section", "figure", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];
    const INLINE: &[&str] = &["br", "wbr", "span", "strong", "em", "b", "i", "u", "a", "li", "small", "font"];
    let nodes: Vec<NodeRef> = document.html_root().descendants();
    let mut filled = HashSet::new();
    // In reverse, so that the content of a node is checked before the node.
    for node in nodes.into_iter().rev() {
        let is = |names: &[&str]| names.iter().any(|name| node.has_name(name));
        let says_something = match node.is_element() {
            true => !is(SHELLS) && !is(INLINE) || node.has_attr("id") || node.has_attr("name"),
            false => node.is_comment() || !node.text().trim().is_empty(),
        };
        if says_something || filled.contains(&node.id) {
            filled.extend(node.parent().map(|parent| parent.id));
        } else if is(SHELLS) {
            node.remove_from_parent();
        }
    }
}

/// Extension methods for nodes.
trait Unwrap {
    /// Replaces the node by its children.
    fn unwrap_all(&self);
}

impl Unwrap for NodeRef<'_> {
    fn unwrap_all(&self) {
        if let Some(child) = self.first_child() {
            self.insert_siblings_before(&child);
        }
        self.remove_from_parent();
    }
}
