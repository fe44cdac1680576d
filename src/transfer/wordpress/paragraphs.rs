//! Adds paragraphs as WordPress does for text of the classic editor: an empty line separates paragraphs, a single line
//! break becomes `br`. <https://developer.wordpress.org/reference/functions/wpautop/>

use super::embeds;
use super::html_tokenizer::{HtmlToken, HtmlTokenizer};

const RAW: &[&str] =
    &["pre", "script", "style", "textarea", "select", "svg", "math", "iframe", "object", "video", "audio"];
const RAW_BLOCKS: &[&str] = &["pre", "script", "style"];
/// Blocks whose text is split into paragraphs.
const FLOW: &[&str] = &[
    "div",
    "blockquote",
    "section",
    "article",
    "aside",
    "main",
    "header",
    "footer",
    "nav",
    "address",
    "form",
    "fieldset",
    "details",
    "center",
    "hgroup",
    "body",
];
/// Blocks whose text is kept, or gets line breaks.
const PHRASE: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "caption",
    "figcaption",
    "summary",
    "legend",
];
/// Blocks that contain only other blocks.
const FRAME: &[&str] = &[
    "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "col", "figure", "menu", "map", "hr",
    "picture",
];

/// Maximum number of open blocks that are tracked, since each end tag searches them.
const DEEPEST: usize = 200;

#[derive(Clone, Copy, PartialEq)]
enum TextPosition {
    /// All text becomes paragraphs: the top level, and quotations.
    Root,
    Flow,
    Phrase,
    Frame,
}

/// Wraps text in paragraphs, except within block elements.
pub fn wrap(source: &str) -> String {
    let mut writer =
        ParagraphWriter { out: String::with_capacity(source.len() * 5 / 4), run: String::new(), open: Vec::new() };
    for token in HtmlTokenizer::new(source, RAW) {
        match token {
            HtmlToken::Tag { source, name, is_end } => match place_of(name) {
                Some(place) => writer.block_tag(source, name, is_end, place),
                None => writer.run.push_str(source),
            },
            HtmlToken::Raw { source, name } if is_in(RAW_BLOCKS, name) => writer.block(source),
            HtmlToken::Comment(source) if source.trim_start_matches("<!--").trim_start().starts_with("more") => {
                writer.block(source);
            }
            HtmlToken::Comment(_) => {}
            HtmlToken::Text(text) => writer.run.push_str(text),
            HtmlToken::Raw { source, .. } => writer.run.push_str(source),
        }
    }
    writer.flush();
    writer.out
}

fn place_of(name: &str) -> Option<TextPosition> {
    if name.eq_ignore_ascii_case("blockquote") {
        Some(TextPosition::Root)
    } else if is_in(FLOW, name) {
        Some(TextPosition::Flow)
    } else if is_in(PHRASE, name) {
        Some(TextPosition::Phrase)
    } else {
        is_in(FRAME, name).then_some(TextPosition::Frame)
    }
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

struct ParagraphWriter<'a> {
    out: String,
    /// Text and inline tags since the last block.
    run: String,
    open: Vec<(&'a str, TextPosition)>,
}

impl<'a> ParagraphWriter<'a> {
    fn block_tag(&mut self, source: &str, name: &'a str, is_end: bool, place: TextPosition) {
        self.flush();
        self.out.push_str(source);
        let is_void = source.ends_with("/>") || is_in(&["hr", "col"], name);
        if is_end {
            // A stray end tag closes nothing; one that skips others closes them too.
            if let Some(index) = self.open.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name)) {
                self.open.truncate(index);
            }
            self.out.push('\n');
        } else if !is_void && self.open.len() < DEEPEST {
            self.open.push((name, place));
        }
    }

    fn block(&mut self, source: &str) {
        self.flush();
        self.out.push_str(source);
        self.out.push('\n');
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let place = self.open.last().map_or(TextPosition::Root, |(_, place)| *place);
        let text = run.trim_matches(['\n', ' ', '\t']);
        match place {
            TextPosition::Frame => self.out.push_str(&run),
            _ if text.is_empty() => {}
            TextPosition::Root => self.write_paragraphs(&run),
            TextPosition::Flow if has_empty_line(&run) => self.write_paragraphs(&run),
            TextPosition::Phrase if has_empty_line(text) => {
                let is_paragraph = self.open.last().is_some_and(|(name, _)| name.eq_ignore_ascii_case("p"));
                let between = if is_paragraph { "</p>\n<p>" } else { "<br><br>" };
                let parts: Vec<String> = paragraphs(text).map(|part| with_breaks(&part)).collect();
                self.out.push_str(&parts.join(between));
            }
            // Spaces at the edges matter: a block tag may be within an inline element by mistake.
            TextPosition::Flow | TextPosition::Phrase => self.out.push_str(&with_breaks(run.trim_matches('\n'))),
        }
    }

    fn write_paragraphs(&mut self, run: &str) {
        for paragraph in paragraphs(run) {
            self.out.push_str("<p>");
            self.out.push_str(&with_breaks(&paragraph));
            self.out.push_str("</p>\n");
        }
    }
}

fn has_empty_line(text: &str) -> bool {
    text.split('\n').skip(1).any(|line| line.trim().is_empty()) && text.trim_matches('\n').contains('\n')
        || text.contains("\n\n")
}

/// Splits a text at empty lines. A URL on its own line is a separate part.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut parts: Vec<String> = vec![String::new()];
    // Whether the last part is a single line with a URL. Stored, since checking a growing part for every line would be
    // quadratic.
    let mut is_last_bare = false;
    for line in text.split('\n') {
        let last = parts.last_mut().map_or("", |part| part.as_str());
        let is_break = line.trim().is_empty();
        let is_bare = embeds::is_bare_address(line);
        let stands_alone = is_bare || is_last_bare;
        if (is_break || stands_alone) && !last.is_empty() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| !is_break) {
            if !part.is_empty() {
                part.push('\n');
            }
            part.push_str(line.trim_matches([' ', '\t']));
            is_last_bare = is_bare;
        }
    }
    parts.into_iter().filter(|part| !part.is_empty())
}

fn with_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The state of the text before the line, stored for the same reason: whether it is empty, and whether it ends with
    // a break.
    let (mut is_empty, mut has_break) = (true, false);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str(if has_break || is_empty { "\n" } else { "<br>\n" });
            has_break = !is_empty;
        }
        out.push_str(line);
        let line = line.trim_end();
        if !line.is_empty() {
            is_empty = false;
            has_break = ["<br>", "<br/>", "<br />"].iter().any(|tag| line.ends_with(tag));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn text_is_split_into_paragraphs_and_lines() {
        assert_eq!(wrap("a\nb\n\nc"), "<p>a<br>\nb</p>\n<p>c</p>\n");
        assert_eq!(wrap("a<br />\nb"), "<p>a<br />\nb</p>\n");
        assert_eq!(wrap("<strong>a</strong>\n \nb"), "<p><strong>a</strong></p>\n<p>b</p>\n");
    }

    #[test]
    fn block_elements_are_unchanged() {
        assert_eq!(wrap("<h2>t</h2>\ntext"), "<h2>t</h2>\n<p>text</p>\n");
        assert_eq!(wrap("<pre>a\n\nb</pre>"), "<pre>a\n\nb</pre>\n");
        assert_eq!(wrap("<ul>\n<li>a</li>\n</ul>"), "<ul>\n<li>a</li>\n\n</ul>\n");
        assert_eq!(wrap("<div>a</div>"), "<div>a</div>\n");
        assert_eq!(wrap("<blockquote>a</blockquote>"), "<blockquote><p>a</p>\n</blockquote>\n");
        assert_eq!(wrap("<p>a\n\nb</p>"), "<p>a</p>\n<p>b</p>\n");
        assert_eq!(wrap("<li>a\nb</li>"), "<li>a<br>\nb</li>\n");
    }

    #[test]
    fn bare_urls_and_the_more_mark_are_separate() {
        let address = "https://example.com/v?a=1";
        assert_eq!(wrap(&format!("a\n{address}\nb")), format!("<p>a</p>\n<p>{address}</p>\n<p>b</p>\n"));
        assert_eq!(wrap("a\n<!--more-->\nb"), "<p>a</p>\n<!--more-->\n<p>b</p>\n");
    }
}
