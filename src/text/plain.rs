//! Plain text: what a reader sees of some HTML, on one line.

use dom_query::{Document, NodeRef};

/// The text of `html`, entities decoded, white space collapsed to single spaces.
///
/// Heading anchors, footnote marks, scripts and styles are left out.
pub fn plain(html: &str) -> String {
    text_of(&Document::fragment(html).root())
}

/// The same for a node already parsed.
pub fn text_of(node: &NodeRef) -> String {
    let mut text = String::new();
    // A stack and no recursion: imported HTML may be nested as deeply as it likes.
    let mut steps = vec![Step::Open(*node)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Break => {
                text.push(' ');
                continue;
            }
            Step::Open(node) => node,
        };
        if node.is_text() {
            text.push_str(&node.text());
            continue;
        }
        if is_silent(&node) {
            continue;
        }
        if is_break(&node) {
            text.push(' ');
            steps.push(Step::Break);
        }
        steps.extend(node.children_it(true).map(Step::Open));
    }
    collapse(&text)
}

enum Step<'a> {
    Open(NodeRef<'a>),
    Break,
}

/// White space as HTML means it, no-break spaces among it, as single spaces.
pub fn collapse(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn is_silent(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| match &*name {
        "script" | "style" | "template" | "noscript" | "iframe" | "object" | "textarea" | "select" | "title" => true,
        "a" => node.has_class("anchor"),
        "sup" => node.has_class("footnote-ref"),
        "section" => node.has_class("footnotes"),
        _ => false,
    })
}

/// Whether an element parts the words before, inside and after it.
fn is_break(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| {
        !matches!(
            &*name,
            "a" | "abbr"
                | "b"
                | "bdi"
                | "bdo"
                | "cite"
                | "code"
                | "del"
                | "dfn"
                | "em"
                | "font"
                | "i"
                | "ins"
                | "kbd"
                | "mark"
                | "q"
                | "ruby"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "time"
                | "u"
                | "var"
                | "wbr"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_part_words_and_inline_elements_do_not() {
        assert_eq!(plain("<p>Long <b>A</b>n</p><p>Đức&nbsp;Hòa<br>x</p>"), "Long An Đức Hòa x");
        assert_eq!(plain("<div>a</div>b<ul><li>c</li><li>d</li></ul>"), "a b c d");
    }

    #[test]
    fn what_is_not_read_is_left_out() {
        let html = "<h2>Title<a class=\"anchor\">#</a></h2><script>x</script><style>y</style>&lt;b&gt;";
        assert_eq!(plain(html), "Title <b>");
    }

    #[test]
    fn deep_nesting_does_no_harm() {
        let html = "<div>".repeat(2_000) + "x";
        assert_eq!(plain(&html), "x");
    }
}
