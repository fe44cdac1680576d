//! Simplifies the HTML of a post.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};
use html_escape::encode_double_quoted_attribute as quote;
use serde_json::Value;

use super::parts;
use crate::text::parse::parse;
use crate::transfer::json_fields::filled;
use crate::transfer::record::SkippedItem;
use crate::transfer::wordpress::embeds;

/// Parts that only work on the old site, and what they are.
const LEFT_OUT: [(&str, &str); 4] = [
    (".subscription-widget-wrap, .subscription-widget, .subscription-widget-wrap-editor", "subscription form"),
    (".digest-post-embed, .embedded-post-wrap .embedded-post-cta", "card of another post"),
    (".poll-embed, .install-substack-app-embed, .community-chat", "part of Substack itself"),
    (".paywall-jump, .paywall", "mark of what members could read"),
];

/// Returns the HTML without the machinery of the old site. What is lost is counted.
pub fn shape(html: &str, left_out: &mut Vec<SkippedItem>) -> String {
    let document = parse(html);
    for (selector, what) in LEFT_OUT {
        let found = document.select(selector);
        let ids: HashSet<NodeId> = found.nodes().iter().map(|node| node.id).collect();
        for node in found.nodes() {
            // One in another goes with it.
            if !node.ancestors_it(None).any(|above| ids.contains(&above.id)) {
                left_out.push(SkippedItem::new(what, "it works on the old site only"));
                node.remove_from_parent();
            }
        }
    }
    document.select("label.hide-text").nodes().iter().for_each(NodeRef::remove_from_parent);
    document.select("picture source").nodes().iter().for_each(NodeRef::remove_from_parent);
    // The link around a picture leads to its larger file.
    for link in document.select("a.image-link").nodes() {
        link.replace_with_html(link.inner_html());
    }
    for node in document.select("[data-attrs]").nodes() {
        if let Some(address) = address(node) {
            node.replace_with_html(embeds::link(&address, "").trim());
        } else if let Some(html) = parts::html(node, left_out) {
            node.replace_with_html(html);
        }
    }
    for file in document.select(".file-embed-wrapper").nodes() {
        if let Some(html) = parts::file(file) {
            file.replace_with_html(html);
        }
    }
    for link in document.select("a.button").nodes() {
        if let Some(shell) = link.parent().filter(|parent| parent.has_class("button-wrapper")) {
            shell.rename("div");
            shell.set_attr("class", "buttons");
        }
    }
    document.html_root().inner_html().to_string()
}

/// Returns the address of an embed, which is in the attributes of the editor.
fn address(node: &NodeRef) -> Option<String> {
    let class = node.attr_or("class", "").to_string();
    let is = |name: &str| class.split_whitespace().any(|class| class.starts_with(name));
    let fields: Value = serde_json::from_str(&node.attr("data-attrs")?).ok()?;
    if is("youtube") {
        return Some(format!("https://www.youtube.com/watch?v={}", quote(&filled(&fields, "videoId")?)));
    }
    if is("vimeo") {
        return Some(format!("https://vimeo.com/{}", quote(&filled(&fields, "videoId")?)));
    }
    let is_embed = ["tweet", "twitter", "spotify", "soundcloud", "apple-podcast", "instagram", "tiktok", "bluesky"];
    if is_embed.iter().any(|name| is(name)) {
        return filled(&fields, "url").filter(|url| url.starts_with("http"));
    }
    None
}
