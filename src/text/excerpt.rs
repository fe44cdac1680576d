//! Excerpts: the beginning of a body as plain text.

use dom_query::{Document, NodeRef};

use super::parse::parse;
use super::plain_text;

/// Approximate length of an excerpt, in characters.
pub const LENGTH: usize = 200;
/// Maximum length of the text before a `<!--more-->` mark, in characters.
pub const LONGEST: usize = 600;

/// Returns the text of the first paragraphs, or of everything if there are none, at most [`LENGTH`] characters.
pub fn of(document: &Document) -> String {
    first(document, LENGTH)
}

/// Returns the text before a `<!--more-->` mark, if there is any.
pub fn before_more(html: &str) -> Option<String> {
    let is_mark = |at: usize| html[at + 4..].trim_start().starts_with("more");
    let (mark, _) = html.match_indices("<!--").find(|(at, _)| is_mark(*at))?;
    let text = first(&parse(&html[..mark]), LONGEST);
    (!text.is_empty()).then_some(text)
}

fn first(document: &Document, longest: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    for node in document.root().descendants_it().filter(is_prose) {
        let paragraph = without_addresses(plain_text::text_of(&node));
        if paragraph.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        length += paragraph.chars().count() + 1;
        text.push_str(&paragraph);
        if length > longest {
            break;
        }
    }
    if text.is_empty() {
        text = without_addresses(plain_text::text_of(&document.root()));
    }
    cut(&text, longest)
}

/// Removes the words that are web addresses, which say nothing to people.
fn without_addresses(text: String) -> String {
    if !text.contains("://") {
        return text;
    }
    let is_address = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    text.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ")
}

/// Shortens a text to `longest` characters at a word boundary, with `…` at the end if something is left out.
pub fn cut(text: &str, longest: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(longest) else {
        return text.to_owned();
    };
    let head = &text[..end];
    // Text without spaces near the limit (Chinese, a long URL) is cut between characters.
    let word = match head.rfind(char::is_whitespace) {
        Some(space) if !next.is_whitespace() && space > end / 2 => &head[..space],
        _ => head,
    };
    let mut cut = word
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '.'))
        .to_owned();
    cut.push('…');
    cut
}

/// Returns whether this is a paragraph of the article itself: not in a caption, quotation, table cell, box, embed, link
/// card or footnote.
fn is_prose(node: &NodeRef) -> bool {
    node.has_name("p")
        && !["embed", "file"].iter().any(|class| node.has_class(class))
        && !node.ancestors_it(Some(8)).any(|ancestor| {
            let is_box = ["fact-box", "link-card", "buttons"].iter().any(|class| ancestor.has_class(class));
            is_box
                || ancestor.node_name().is_some_and(|name| {
                    matches!(&*name, "blockquote" | "figure" | "table" | "section" | "li" | "details")
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(html: &str) -> String {
        of(&Document::fragment(html))
    }

    #[test]
    fn paragraphs_come_first() {
        assert_eq!(
            excerpt("<h2>Title</h2><blockquote><p>Q</p></blockquote><p>One.</p><ul><li>x</li></ul><p>Two.</p>"),
            "One. Two."
        );
        let blocks =
            "<div class=\"fact-box\"><p>B</p></div><div class=\"link-card\"><p>C</p></div><p class=\"file\">F</p>";
        assert_eq!(excerpt(&format!("{blocks}<p>One.</p>")), "One.");
        assert_eq!(
            excerpt("<p><a href=\"https://a.example/b\">https://a.example/b</a></p><p>Two https://c.example.</p>"),
            "Two"
        );
        assert_eq!(excerpt("<ul><li>only</li><li>a list</li></ul>"), "only a list");
        assert_eq!(excerpt(""), "");
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        let text = excerpt(&format!("<p>{}</p>", "công nghiệp, ".repeat(40)));
        assert!(text.chars().count() <= LENGTH + 1);
        assert!(text.ends_with("nghiệp…") || text.ends_with("công…"), "{text}");
        assert_eq!(cut(&"東".repeat(300), 200).chars().count(), 201);
    }

    #[test]
    fn the_more_mark_ends_the_excerpt() {
        assert_eq!(before_more("<p>Lead.</p><!-- more --><p>Rest.</p>").as_deref(), Some("Lead."));
        assert_eq!(before_more("<p>a</p><!-- x --><p>b</p><!--more Read on-->c").as_deref(), Some("a b"));
        assert_eq!(before_more("<!--more--><p>Rest.</p>"), None);
        assert_eq!(before_more("<p>&lt;!--more--&gt;</p>"), None);
    }
}
