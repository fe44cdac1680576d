//! HTML as lines of text with formatting, for comparing what readers see.

use dom_query::NodeRef;

use super::parse::parse;
use crate::model::admin::difference::Formatting;

/// Returns the text of HTML with one line per block. Characters of [`Formatting`] enclose what is formatted. Pictures
/// have their description and address, links their address.
pub fn formatted_lines(html: &str) -> String {
    let document = parse(html);
    let mut lines = Lines::default();
    // An explicit stack instead of recursion: HTML may be nested deeply.
    let mut steps = vec![Step::Open(document.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Open(node) if node.is_text() => lines.write(&node.text()),
            Step::Open(node) => open(&node, &mut lines, &mut steps),
            Step::Say(text) => lines.write(&text),
            Step::Mark(mark) => lines.line.push(mark),
            Step::End => lines.end(),
        }
    }
    lines.end();
    lines.text
}

enum Step<'a> {
    Open(NodeRef<'a>),
    Say(String),
    Mark(char),
    End,
}

#[derive(Default)]
struct Lines {
    text: String,
    line: String,
}

impl Lines {
    fn write(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                c if c.is_whitespace() => {
                    if !self.line.is_empty() && !self.line.ends_with(' ') {
                        self.line.push(' ');
                    }
                }
                // What the text has of these characters is no formatting.
                c if Formatting::of(c).is_some() => {}
                c => self.line.push(c),
            }
        }
    }

    fn end(&mut self) {
        let is_text = |c: char| !c.is_whitespace() && Formatting::of(c).is_none();
        match self.line.trim() {
            // The sign of an item or a quotation whose text follows in a block of its own.
            "•" | "”" => return,
            line if line.chars().any(is_text) => {
                self.text.push_str(line);
                self.text.push('\n');
            }
            _ => {}
        }
        self.line.clear();
    }
}

fn open<'a>(node: &NodeRef<'a>, lines: &mut Lines, steps: &mut Vec<Step<'a>>) {
    let name = node.node_name().unwrap_or_default();
    let formatting = match &*name {
        "strong" | "b" => Some(Formatting::Strong),
        "em" | "i" => Some(Formatting::Emphasis),
        "s" | "del" => Some(Formatting::Strike),
        "code" => Some(Formatting::Code),
        "a" if node.has_class("anchor") => return,
        "a" => Some(Formatting::Link),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Formatting::Heading),
        _ => None,
    };
    let is_in_line = matches!(
        &*name,
        "strong"
            | "b"
            | "em"
            | "i"
            | "s"
            | "del"
            | "code"
            | "a"
            | "span"
            | "sub"
            | "sup"
            | "u"
            | "small"
            | "mark"
            | "abbr"
            | "cite"
            | "q"
            | "ins"
            | "kbd"
            | "time"
            | "img"
            | "td"
            | "th"
    );
    if !is_in_line {
        lines.end();
        steps.push(Step::End);
    }
    match &*name {
        "li" => lines.write("• "),
        "blockquote" => lines.write("” "),
        "img" => lines.write(&format!("▣ {} {} ", node.attr_or("alt", ""), node.attr_or("src", ""))),
        "td" | "th" => steps.push(Step::Say(" · ".to_owned())),
        "a" => {
            let href = node.attr_or("href", "");
            if *href != *node.text() && !href.starts_with('#') {
                steps.push(Step::Say(format!(" → {href}")));
            }
        }
        "audio" | "video" | "iframe" => lines.write(&format!("▶ {} ", node.attr_or("src", ""))),
        _ => {}
    }
    if let Some(formatting) = formatting {
        lines.line.push(formatting.start());
        steps.push(Step::Mark(formatting.end()));
    }
    steps.extend(node.children_it(true).map(Step::Open));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows formatting as brackets.
    fn show(html: &str) -> Vec<String> {
        let bracket = |c: char| match Formatting::of(c) {
            Some((_, true)) => '[',
            Some((_, false)) => ']',
            None => c,
        };
        formatted_lines(html).lines().map(|line| line.chars().map(bracket).collect()).collect()
    }

    #[test]
    fn blocks_are_lines_and_formatting_is_kept() {
        assert_eq!(
            show(
                "<h2>Đề</h2><p>Một <strong>hai</strong>\n<a href=\"/b\">ba</a>.</p><ul><li>a</li><li><p>b</p></li></ul>"
            ),
            ["[Đề]", "Một [hai] [ba] → /b.", "• a", "• b"]
        );
        assert_eq!(show("<p>a<br>b</p>\n<p> </p><p>c</p>"), ["a", "b", "c"]);
        assert_eq!(
            show(
                "<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>B <span class=\"credit\">C</span></figcaption></figure>"
            ),
            ["▣ A /a.jpg", "B C"]
        );
        assert_eq!(show("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>"), ["a · b ·", "c ·"]);
    }

    #[test]
    fn characters_of_formatting_in_the_text_are_left_out() {
        let mark = Formatting::Strong.start();
        assert_eq!(formatted_lines(&format!("<p>a{mark}b</p>")), "ab\n");
    }
}
