//! MDX (Astro, Docusaurus): Markdown with JavaScript. The program goes, and so do its components; their words, pictures
//! and videos stay.

use std::borrow::Cow;
use std::collections::HashMap;

use super::arguments::{arguments, figure, named};
use super::hugo::player;
use super::{Dialect, NEAR};
use crate::transfer::record::SkippedItem;
use crate::transfer::wordpress::embeds;

const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];

impl Dialect<'_> {
    /// Leaves out a comment of the program: `{/* … */}`.
    pub(super) fn program_comment(&mut self) -> bool {
        let Some(end) = self.find_near("*/}", 3) else { return false };
        self.replace(end + 3, "")
    }
}

/// Returns a text without its program.
pub fn without_program<'a>(source: &'a str, name: &str, left_out: &mut Vec<SkippedItem>) -> Cow<'a, str> {
    let mut pictures: HashMap<&str, &str> = HashMap::new();
    let mut out = String::with_capacity(source.len());
    let (mut is_code, mut is_program, mut is_begin) = (false, false, true);
    // Paragraphs outside of code, in which components are looked for.
    let mut text = String::new();
    for line in source.split_inclusive('\n') {
        let bare = line.trim();
        let is_fence = bare.starts_with("```") || bare.starts_with("~~~");
        if !is_code && is_begin && (line.starts_with("import ") || line.starts_with("export ")) {
            is_program = true;
        }
        if is_program {
            pictures.extend(picture(bare));
            // A statement ends with the paragraph, or before another one.
            is_program = !bare.is_empty();
            is_begin = true;
            continue;
        }
        if is_fence || is_code {
            components(&std::mem::take(&mut text), &pictures, name, left_out, &mut out);
            out.push_str(line);
            is_code ^= is_fence;
        } else {
            text.push_str(line);
        }
        is_begin = bare.is_empty();
    }
    components(&text, &pictures, name, left_out, &mut out);
    out.into()
}

/// Parses `import name from "./picture.png"`.
fn picture(line: &str) -> Option<(&str, &str)> {
    let (name, path) = line.strip_prefix("import ")?.split_once(" from ")?;
    let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    let is_picture = PICTURES.iter().any(|end| path.to_lowercase().ends_with(end));
    is_picture.then_some((name.trim(), path))
}

fn components(
    text: &str,
    pictures: &HashMap<&str, &str>,
    name: &str,
    left_out: &mut Vec<SkippedItem>,
    out: &mut String,
) {
    let mut rest = text;
    while let Some(place) = rest.find('<') {
        let tag = &rest[place + 1..];
        let is_end = tag.starts_with('/');
        let component = tag.trim_start_matches('/');
        let is_component = component.starts_with(|first: char| first.is_ascii_uppercase());
        let length = if is_component { length(tag) } else { None };
        let Some(length) = length else {
            out.push_str(&rest[..=place]);
            rest = tag;
            continue;
        };
        out.push_str(&rest[..place]);
        rest = &tag[length + 1..];
        if is_end {
            continue;
        }
        let inner = tag[..length].trim_end_matches('/');
        let (kind, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let words: Vec<(Option<String>, String)> = arguments(attributes)
            .into_iter()
            .map(|(name, value)| (name, value.trim_matches(['{', '}', '"', '\'', '`']).to_owned()))
            .collect();
        out.push_str(&render(kind, &words, pictures, name, left_out));
    }
    out.push_str(rest);
}

/// Returns the length of a tag up to its `>`, which may be in quotes or braces before.
fn length(tag: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (index, byte) in tag.bytes().enumerate().take(NEAR) {
        match (byte, quote) {
            (b'"' | b'\'' | b'`', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'{', None) => depth += 1,
            (b'}', None) => depth = depth.saturating_sub(1),
            (b'>', None) if depth == 0 => return Some(index),
            _ => {}
        }
    }
    None
}

fn render(
    kind: &str,
    words: &[(Option<String>, String)],
    pictures: &HashMap<&str, &str>,
    name: &str,
    left_out: &mut Vec<SkippedItem>,
) -> String {
    let source = named(words, &["src", "image", "href"]).unwrap_or_default();
    let source = source.strip_suffix(".src").unwrap_or(source);
    let source = pictures.get(source).copied().unwrap_or(source);
    let alt = named(words, &["alt"]).unwrap_or_default();
    let caption = named(words, &["caption", "title", "label"]).unwrap_or_default();
    if PICTURES.iter().any(|end| source.to_lowercase().ends_with(end)) {
        return figure(source, alt, caption);
    }
    let id = named(words, &["id", "videoid", "video", "url", "src"]).unwrap_or_default();
    if let Some(address) = player(&kind.to_lowercase(), id, &[], words) {
        return embeds::link(&address, "");
    }
    left_out.push(SkippedItem::new(format!("component {kind}"), "it is not known here; text in it was kept").at(name));
    if caption.is_empty() { String::new() } else { format!("\n\n**{caption}**\n\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pictures_of_components_stay() {
        let source = "import A from \"./a.png\";\nimport Box from '../Box.astro'\n\n<Image src={A} alt=\"Ảnh\" />\n\n\
            <Box title=\"Tựa\" client:load>\nTrong *hộp*, 1 < 2\n</Box>\n\n```js\nimport x from 'y'\n<B/>\n```\n\n\
            export const a = {\n  b: 1,\n};\n\n<YouTube id=\"AbCdEfGhIjk\" />\n\nimport và export là hai chữ";
        let mut left_out = Vec::new();
        let text = without_program(source, "a.mdx", &mut left_out);
        let kept = [
            "src=\"./a.png\" alt=\"Ảnh\"",
            "**Tựa**",
            "Trong *hộp*, 1 < 2",
            "import x from 'y'\n<B/>",
            "watch?v=AbCdEfGhIjk",
        ];
        for kept in kept {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        assert!(!text.contains("Box") && !text.contains("b: 1"), "{text}");
        assert_eq!(left_out.len(), 1);
    }
}
