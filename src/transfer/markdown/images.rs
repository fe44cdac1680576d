//! Pictures beside the text.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::front_matter::FrontMatter;
use super::site::MarkdownSite;
use crate::transfer::record::{ImportedEntry, ImportedImage, SkippedItem};

const ENDS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic"];

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(ENDS).ok());

/// Returns the picture that the front matter states: an address, or a map with address, alternative text and caption.
pub fn featured(head: &FrontMatter) -> Option<ImportedImage> {
    const NAMES: &[&str] = &[
        "image",
        "cover",
        "heroimage",
        "hero_image",
        "featured_image",
        "featuredimage",
        "feature_image",
        "thumbnail",
        "banner",
        "header",
        "images",
        "cover_image",
        "coverimage",
        "og_image",
        "photo",
    ];
    let (mut alt, mut caption) = (String::new(), String::new());
    let mut address = None;
    for name in NAMES {
        let Some((_, value)) = head.value(&[*name]) else { continue };
        let value = value.as_array().and_then(|items| items.first()).unwrap_or(value);
        let text = |names: &[&str]| names.iter().find_map(|name| Some(value.get(name)?.as_str()?.to_owned()));
        let found = match value {
            Value::String(text) => Some(text.clone()),
            _ => text(&["path", "src", "url", "image", "filename", "feature", "overlay_image", "teaser", "file"]),
        };
        if let Some(found) = found.filter(|found| !found.trim().is_empty()) {
            alt = text(&["alt", "image_alt", "alternative"]).unwrap_or_default();
            caption = text(&["caption", "description", "credit"]).unwrap_or_default();
            address = Some(found);
            break;
        }
        if value.is_object() || value.is_boolean() {
            head.wrong(name, "the address of a picture is expected");
        }
    }
    let alt_beside = head.text(&["image_alt", "alt", "cover_alt", "heroimagealt"]);
    let caption_beside = head.text(&["image_caption", "cover_caption"]);
    let url = address?.trim().to_owned();
    let alt = if alt.is_empty() { alt_beside.unwrap_or_default() } else { alt };
    let caption = if caption.is_empty() { caption_beside.unwrap_or_default() } else { caption };
    Some(ImportedImage { url, alt, caption })
}

/// Lists the files of the pictures that a text names.
pub fn files(text: &str, name: &str, site: &MarkdownSite) -> BTreeSet<PathBuf> {
    let found = addresses(text).into_iter();
    found.filter_map(|range| site.picture_file(name, &decode(&text[range]))).collect()
}

/// Replaces the addresses of pictures that came into the library, and counts those that did not.
pub fn settle(entry: &mut ImportedEntry, name: &str, site: &MarkdownSite) {
    let missing = |address: &str| {
        let reason = "it is in no file beside the text, or was not taken; the old address stays";
        SkippedItem::new("picture", reason).at(format!("{name}: {address}"))
    };
    let found = addresses(&entry.body);
    if !found.is_empty() {
        let mut body = String::with_capacity(entry.body.len());
        let mut from = 0;
        for range in found {
            let address = decode(&entry.body[range.clone()]);
            match site.picture_place(name, &address) {
                Some(place) => {
                    body.push_str(&entry.body[from..range.start]);
                    body.push_str(place);
                    from = range.end;
                }
                None if is_local(&address) => entry.left_out.push(missing(&address)),
                None => {}
            }
        }
        body.push_str(&entry.body[from..]);
        entry.body = body;
    }
    if let Some(image) = &mut entry.image
        && is_local(&image.url)
    {
        match site.picture_place(name, &decode(&image.url)) {
            Some(place) => image.url = place.to_owned(),
            None => entry.left_out.push(missing(&image.url)),
        }
    }
}

/// Finds the addresses of pictures in a text of any kind.
fn addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let Some(finder) = &*FINDER else { return found };
    for end in finder.find_iter(text) {
        let from = found.last().map_or(0, |last| last.end);
        if end.start() < from
            || text[end.end()..].starts_with(|next: char| next.is_alphanumeric() || "-_.".contains(next))
        {
            continue;
        }
        let is_outside = |c: char| c.is_control() || "\"'<>()[]{}=|`,".contains(c) || c.is_whitespace();
        // Only the near text: an address is not longer.
        let near = text.floor_char_boundary(end.start().saturating_sub(1000).max(from));
        let before = &text[near..end.start()];
        let in_angles = before
            .rfind(['<', '\n'])
            .filter(|place| before[*place..].starts_with('<') && text[end.end()..].starts_with('>'));
        let start = match in_angles {
            Some(place) => near + place + 1,
            None => before
                .char_indices()
                .rev()
                .find(|(_, c)| is_outside(*c))
                .map_or(near, |(place, c)| near + place + c.len_utf8()),
        };
        if start < end.start() {
            found.push(start..end.end());
        }
    }
    found
}

fn is_local(address: &str) -> bool {
    !address.contains("://")
        && !address.starts_with("//")
        && !address.starts_with("data:")
        && !address.starts_with("/media/")
}

fn decode(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}
