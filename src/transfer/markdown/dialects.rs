//! What generators add to Markdown: template tags, shortcodes, attributes and links between files. They become Markdown
//! or HTML, or go and are counted. Code is left alone.

mod arguments;
mod attributes;
mod boxes;
mod calls;
mod hugo;
mod liquid;
mod mdx;
mod notes;
mod pelican;
mod wiki;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use jiff::tz::TimeZone;

use super::site::MarkdownSite;
use crate::transfer::record::SkippedItem;

/// Without any of these, a text is plain Markdown.
const MARKS: [&str; 13] =
    ["{", "[[", ".md", ".markdown", "> [!", ":::", "!!! ", "??? ", "%%", "==", " ^", "[TOC]", "[toc]"];

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MARKS).ok());

/// Bytes in which a tag, a link or the beginning of a line is looked for, so that the work stays linear.
const NEAR: usize = 2_000;
/// Bytes in which the end of what is on one line is looked for.
const SHORT: usize = 500;

/// A text that is being converted.
struct Dialect<'a> {
    source: &'a str,
    position: usize,
    out: String,
    /// The name of the file.
    name: &'a str,
    site: &'a MarkdownSite,
    zone: &'a TimeZone,
    left_out: &'a mut Vec<SkippedItem>,
    /// Texts that were searched, and where they come next; `usize::MAX` if they do not.
    found: Vec<(String, usize)>,
    /// Where the marked words end that have begun.
    mark_end: Option<usize>,
}

/// Converts the body of the file `name`.
pub fn convert(
    source: &str,
    name: &str,
    site: &MarkdownSite,
    zone: &TimeZone,
    left_out: &mut Vec<SkippedItem>,
) -> String {
    let plain = if name.ends_with(".mdx") { mdx::without_program(source, name, left_out) } else { source.into() };
    let source = boxes::without_indentation(&plain);
    if FINDER.as_ref().is_none_or(|finder| !finder.is_match(source.as_ref())) {
        return source.into_owned();
    }
    let out = String::with_capacity(source.len());
    let (found, mark_end) = (Vec::new(), None);
    let mut dialect = Dialect { source: &source, position: 0, out, name, site, zone, left_out, found, mark_end };
    dialect.run();
    dialect.out
}

impl<'a> Dialect<'a> {
    fn run(&mut self) {
        while let Some(offset) = self.rest().find(['`', '~', '{', '[', ']', '>', ':', '%', '=', '^']) {
            self.copy(offset);
            let rest = self.rest();
            let is_line_start = self.line_before().trim_start_matches([' ', '>']).is_empty();
            let taken = match rest.as_bytes()[0] {
                b'`' | b'~' if is_line_start && (rest.starts_with("```") || rest.starts_with("~~~")) => self.fence(),
                b'`' => self.code_span(),
                b'{' if rest.starts_with("{{<") || rest.starts_with("{{%") => self.hugo(),
                b'{' if rest.starts_with("{/*") => self.program_comment(),
                b'{' if rest.starts_with("{{") => self.expression(),
                b'{' if rest.starts_with("{%") => self.tag(),
                b'{' => self.place() || self.attributes(),
                b'[' if is_line_start && boxes::is_table_of_contents(rest) => self.drop_line(),
                b'[' if rest.starts_with("[[") => self.wiki_link(),
                b']' if rest.starts_with("](") => self.link(),
                b'>' if rest.starts_with("> [!") => self.callout(),
                b':' if is_line_start && rest.starts_with(":::") => self.container(),
                b'%' if rest.starts_with("%%") => self.hidden_note(),
                b'=' if rest.starts_with("==") => self.marked(),
                b'^' => self.block_name(),
                _ => false,
            };
            if !taken {
                let length = self.rest().chars().next().map_or(0, char::len_utf8);
                self.copy(length);
            }
        }
        self.copy(self.rest().len());
    }

    fn rest(&self) -> &'a str {
        &self.source[self.position..]
    }

    /// Returns the beginning of the rest.
    fn near(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.floor_char_boundary(SHORT)]
    }

    /// Copies this many bytes.
    fn copy(&mut self, length: usize) {
        let rest = self.rest();
        self.out.push_str(&rest[..length]);
        self.position += length;
    }

    /// Writes a text in place of this many bytes.
    fn replace(&mut self, length: usize, text: &str) -> bool {
        self.out.push_str(text);
        self.position += length;
        true
    }

    /// Counts something that goes.
    fn count(&mut self, what: String, reason: &'static str) {
        self.left_out.push(SkippedItem::new(what, reason).at(self.name));
    }

    /// Returns the part of the current line that is written already.
    fn line_before(&self) -> &str {
        let near = &self.out[self.out.floor_char_boundary(self.out.len().saturating_sub(NEAR))..];
        &near[near.rfind('\n').map_or(0, |place| place + 1)..]
    }

    /// Finds a text in the rest, from `from` bytes on. The place is kept, so that nothing is searched twice.
    fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        let begin = self.position + from;
        let known = self.found.iter().position(|(known, _)| known == text);
        let place = match known {
            Some(index) if self.found[index].1 >= begin => self.found[index].1,
            _ => {
                let rest = self.source.get(begin..)?;
                let place =
                    memchr::memmem::find(rest.as_bytes(), text.as_bytes()).map_or(usize::MAX, |offset| begin + offset);
                match known {
                    Some(index) => self.found[index].1 = place,
                    None => self.found.push((text.to_owned(), place)),
                }
                place
            }
        };
        (place != usize::MAX).then(|| place - self.position)
    }

    /// Finds the end of a tag, which is near.
    fn find_near(&mut self, text: &str, from: usize) -> Option<usize> {
        self.find(text, from).filter(|end| *end <= NEAR)
    }

    /// Copies a fenced code block.
    fn fence(&mut self) -> bool {
        let rest = self.rest();
        let sign = &rest[..1];
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let mark = sign.repeat(length);
        let mut end = 0;
        for (index, line) in rest.split_inclusive('\n').enumerate() {
            end += line.len();
            let found = line.trim_start_matches([' ', '>', '\t']).trim_end();
            if index > 0 && found.starts_with(&mark) && found.trim_matches(sign.as_bytes()[0] as char).is_empty() {
                break;
            }
        }
        // Hugo's way to show a shortcode.
        let code =
            rest[..end].replace("{{</*", "{{<").replace("*/>}}", ">}}").replace("{{%/*", "{{%").replace("*/%}}", "%}}");
        self.replace(end, &code)
    }

    /// Copies a code span.
    fn code_span(&mut self) -> bool {
        let rest = self.near();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let mark = "`".repeat(length);
        let paragraph = rest.find("\n\n").unwrap_or(rest.len());
        match rest[length..paragraph].find(&mark) {
            Some(end) => self.copy(length + end + mark.len()),
            None => self.copy(length),
        }
        true
    }

    /// Leads a link to another file to its post.
    fn link(&mut self) -> bool {
        let rest = self.near();
        let Some(end) = rest[2..].find([')', ' ', '\n']).map(|end| end + 2) else { return false };
        let target = rest[2..end].trim_matches(['<', '>']);
        let (file, anchor) = target.split_once('#').map_or((target, ""), |(file, anchor)| (file, anchor));
        let is_file = (file.ends_with(".md") || file.ends_with(".markdown")) && !file.contains("://");
        if !is_file {
            return false;
        }
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy().into_owned();
        match self.site.address(&file, self.name, self.zone) {
            Some(address) => self.replace(end, &format!("]({}", with_anchor(address, anchor))),
            None => {
                self.count("link to a file".into(), "there is no such file in the folder, or it has no page");
                false
            }
        }
    }
}

fn with_anchor(address: String, anchor: &str) -> String {
    if anchor.is_empty() { address } else { format!("{address}#{anchor}") }
}

/// Renders a block of code.
fn code_block(language: &str, code: &str) -> String {
    let language: String = language.chars().filter(|c| c.is_ascii_alphanumeric() || "+#-".contains(*c)).collect();
    let longest =
        code.lines().filter(|line| line.trim_start().starts_with("```")).map(|line| line.trim_start().len()).max();
    let fence = "`".repeat(longest.map_or(3, |length| length.min(60) + 1));
    format!("\n\n{fence}{language}\n{}\n{fence}\n\n", code.trim_matches('\n'))
}

#[cfg(test)]
mod tests;
