//! Gutenberg blocks: HTML with comments that delimit the blocks.
//! <https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/>

mod looks;
pub mod social_link;

use serde_json::Value;

pub use looks::{CARRIER, vertical};

use super::{embeds, paragraphs};
use crate::transfer::report::ImportReport;

const BEGIN: &str = "<!-- wp:";
const END: &str = "<!-- /wp:";
const REASON: &str = "WordPress makes it anew for each page; nothing of it is stored";
/// Blocks of text without paragraph tags, as in the classic editor.
const CLASSIC: &[&str] = &["freeform", "classic", "shortcode"];
/// Blocks whose content only makes sense on the old site.
const DYNAMIC: &[&str] = &[
    "query",
    "comments",
    "post-comments",
    "navigation",
    "template-part",
    "search",
    "latest-posts",
    "latest-comments",
    "archives",
    "categories",
    "calendar",
    "rss",
    "tag-cloud",
    "page-list",
    "loginout",
    "legacy-widget",
    "jetpack/contact-form",
    "jetpack/subscriptions",
    "jetpack/related-posts",
];

/// Returns whether the source was written in the block editor.
pub fn are_in(source: &str) -> bool {
    source.contains(BEGIN)
}

struct Delimiter<'a> {
    name: &'a str,
    attributes: Value,
    is_end: bool,
    is_empty: bool,
    length: usize,
}

/// Removes the delimiters, and wraps text between blocks in paragraphs. Blocks without stored HTML are counted in the
/// report.
pub fn unwrap(source: &str, report: &mut ImportReport) -> String {
    let mut out = String::with_capacity(source.len());
    let mut language: Option<String> = None;
    let mut looks = String::new();
    let mut unclosed: Vec<&str> = Vec::new();
    let (mut rest, mut depth) = (source, 0_usize);
    loop {
        let found = next(rest);
        let text = &rest[..found.as_ref().map_or(rest.len(), |(begin, _)| *begin)];
        match (depth, language.take()) {
            (0, _) => out.push_str(&paragraphs::wrap(text)),
            (_, Some(language)) => {
                out.push_str(&text.replacen("<pre", &format!("<pre data-language=\"{language}\""), 1));
            }
            (_, None) => out.push_str(looks::carry(text, &std::mem::take(&mut looks)).as_deref().unwrap_or(text)),
        }
        let Some((begin, block)) = found else { return out };
        rest = &rest[begin + block.length..];
        if CLASSIC.contains(&block.name) {
            continue;
        }
        if block.is_end {
            depth = depth.saturating_sub(1);
        } else if block.is_empty {
            match block.attributes.get("url").and_then(Value::as_str).filter(|_| block.name.contains("embed")) {
                Some(address) => out.push_str(&embeds::link(address, "")),
                None if block.name == "social-link" => match social_link::render(&block.attributes) {
                    Some(item) => out.push_str(&item),
                    None => report.leave_out("block social-link", "it has no address"),
                },
                None if !matches!(block.name, "spacer" | "separator" | "nextpage" | "more" | "post-content") => {
                    report.leave_out(format!("block {}", block.name), reason(block.name));
                }
                None => {}
            }
        } else {
            if DYNAMIC.contains(&block.name) && !unclosed.contains(&block.name) {
                if let Some(length) = skip(rest, block.name) {
                    report.leave_out(format!("block {}", block.name), REASON);
                    rest = &rest[length..];
                    continue;
                }
                unclosed.push(block.name);
            }
            depth += 1;
            language = language_of(&block);
            looks = looks::stated(block.name, &block.attributes);
        }
    }
}

/// Replaces empty blocks for which `replacement` (called with name and attributes) returns a text.
pub fn replace_empty(source: &str, replacement: impl Fn(&str, &Value) -> Option<String>) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((begin, block)) = next(rest) {
        let end = begin + block.length;
        let replaced = block.is_empty.then(|| replacement(block.name, &block.attributes)).flatten();
        match replaced {
            Some(text) => {
                out.push_str(&rest[..begin]);
                out.push_str(&text);
            }
            None => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn reason(name: &str) -> &'static str {
    match name {
        "block" => "the export does not hold the pattern it names",
        _ => REASON,
    }
}

/// Finds the next delimiter and its position.
fn next(text: &str) -> Option<(usize, Delimiter<'_>)> {
    let mut from = 0;
    while let Some(offset) = text[from..].find("<!-- ") {
        let begin = from + offset;
        let length = text[begin..].find("-->")? + "-->".len();
        if let Some(delimiter) = read(&text[begin..begin + length]) {
            return Some((begin, delimiter));
        }
        from = begin + length;
    }
    None
}

fn read(comment: &str) -> Option<Delimiter<'_>> {
    let is_end = comment.starts_with(END);
    let inner = comment.strip_prefix(END).or_else(|| comment.strip_prefix(BEGIN))?;
    let inner = inner.strip_suffix("-->")?.trim_end();
    let (inner, is_empty) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    // Invalid attributes are ignored.
    let attributes = serde_json::from_str(attributes.trim()).unwrap_or(Value::Null);
    let name = name.trim_start_matches("core/");
    Some(Delimiter { name, attributes, is_end, is_empty, length: comment.len() })
}

/// Returns the length up to and including the end of the block `name` that started before `text`.
fn skip(text: &str, name: &str) -> Option<usize> {
    let (mut position, mut depth) = (0, 1);
    while let Some((begin, block)) = next(&text[position..]) {
        position += begin + block.length;
        if block.name == name && !block.is_empty {
            depth = if block.is_end { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return Some(position);
        }
    }
    None
}

/// Returns the programming language stated by code blocks of various plugins.
fn language_of(block: &Delimiter) -> Option<String> {
    if !block.name.contains("code") {
        return None;
    }
    let stated = block.attributes.get("language").and_then(Value::as_str);
    let classes = block.attributes.get("className").and_then(Value::as_str).unwrap_or_default();
    let class = classes.split_whitespace().find_map(|class| class.strip_prefix("language-"));
    let language = stated.or(class)?;
    let is_plain = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-".contains(&byte));
    is_plain.then(|| language.to_ascii_lowercase())
}
