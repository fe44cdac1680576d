//! Lists in the attributes of builders' shortcodes.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::ShortcodeAttributes;
use super::values::{linked, picture_address, target};
use crate::text::plain_text::plain;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::embeds;

/// Attributes with lists of groups: percent-encoded JSON, as WPBakery writes parameters that can be repeated.
const GROUPS: &[&str] =
    &["values", "items", "list", "params", "slides", "features", "tabs", "list_fields", "content_list"];
/// Maximum number of groups.
const MOST: usize = 500;
/// Attributes with the address of a profile elsewhere, and their names for readers.
const PROFILES: [(&str, &str); 11] = [
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("twitter", "X"),
    ("x", "X"),
    ("tiktok", "TikTok"),
    ("youtube", "YouTube"),
    ("linkedin", "LinkedIn"),
    ("pinterest", "Pinterest"),
    ("telegram", "Telegram"),
    ("email", ""),
    ("phone", ""),
];

/// Renders the texts, pictures and links of repeated groups, each as an item.
pub fn repeated(attributes: &ShortcodeAttributes, place: ContentLocation) -> String {
    let packed = GROUPS.iter().filter_map(|name| attributes.get(name));
    let lists = packed.filter(|value| value.starts_with("%5B") || value.starts_with("%5b") || value.starts_with("[{"));
    let lists = lists.filter_map(|value| {
        let json = percent_decode_str(value).decode_utf8_lossy();
        serde_json::from_str::<Vec<Value>>(&json).ok()
    });
    let groups = lists.flatten().take(MOST);
    let items: String = groups.map(|group| item(&group, place)).filter(|item| !item.is_empty()).collect();
    if items.is_empty() { items } else { format!("\n\n<ul>{items}</ul>\n\n") }
}

fn item(group: &Value, place: ContentLocation) -> String {
    let fields = group.as_object().into_iter().flatten();
    let fields = fields.filter_map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some((name.to_lowercase(), text)).filter(|(_, text)| !text.trim().is_empty())
    });
    let (mut texts, mut pictures, mut link) = (Vec::new(), String::new(), None);
    for (name, value) in fields {
        let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is(&["link", "url"]) {
            link = target(&value).filter(|link| embeds::is_bare_address(link) || link.starts_with('/'));
        } else if is(&["image", "img", "photo", "picture"]) {
            let found = value.parse().ok().and_then(|id| place.context.attachments.get(id));
            let address = picture_address(&value).or_else(|| found.map(|file| file.url.clone()));
            let alt = found.map(|file| file.alt.as_str()).unwrap_or_default();
            let picture = address.map(|address| format!("<img src=\"{}\" alt=\"{}\">", quote(&address), quote(alt)));
            pictures.extend(picture);
        } else if is(&["color", "style", "icon", "css", "class", "align", "size", "animation", "type", "width"]) {
            // How it looked.
        } else {
            texts.push(encode_text(&plain(&value)).into_owned());
        }
    }
    match (texts.is_empty(), pictures.is_empty(), &link) {
        (true, true, None) => return String::new(),
        (true, true, Some(address)) => texts.push(encode_text(address).into_owned()),
        _ => {}
    }
    format!("<li>{pictures}{}</li>", linked(texts.join(" – "), link.as_deref().filter(|_| !texts.is_empty())))
}

/// Renders the links to profiles elsewhere.
pub fn profiles(attributes: &ShortcodeAttributes) -> String {
    let links = PROFILES.iter().filter_map(|(field, name)| {
        let value = attributes.get(field).filter(|value| value.len() > 1)?;
        let (label, address) = match *field {
            "email" if value.contains('@') => (value, format!("mailto:{}", value.trim_start_matches("mailto:"))),
            "phone" if value.bytes().any(|byte| byte.is_ascii_digit()) => (value, format!("tel:{value}")),
            _ if embeds::is_bare_address(value) => (*name, value.to_owned()),
            _ => return None,
        };
        Some(linked(encode_text(label).into_owned(), Some(&address)))
    });
    let links: Vec<String> = links.collect();
    if links.is_empty() { String::new() } else { format!("\n\n<p>{}</p>\n\n", links.join(" · ")) }
}
