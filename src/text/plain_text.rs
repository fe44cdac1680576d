//! Converts HTML to plain text on one line.

use dom_query::NodeRef;

mod markup;

pub use markup::plain;

/// Returns the text of a node, equal to that of [`plain`] for its markup.
pub fn text_of(node: &NodeRef) -> String {
    let mut text = String::new();
    // An explicit stack instead of recursion: imported HTML may be nested arbitrarily deep.
    let mut steps = vec![PlainTextStep::Open(*node)];
    while let Some(step) = steps.pop() {
        let node = match step {
            PlainTextStep::Break => {
                text.push(' ');
                continue;
            }
            PlainTextStep::Open(node) => node,
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
            steps.push(PlainTextStep::Break);
        }
        steps.extend(node.children_it(true).map(PlainTextStep::Open));
    }
    collapse(&text)
}

enum PlainTextStep<'a> {
    Open(NodeRef<'a>),
    Break,
}

/// Collapses white space, including no-break spaces, to single spaces.
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
    node.node_name().is_some_and(|name| silences(&name, |class| node.has_class(class)))
}

fn is_break(node: &NodeRef) -> bool {
    node.node_name().is_some_and(|name| parts_words(&name))
}

/// Returns whether the content of an element is not text for readers.
fn silences(name: &str, has_class: impl Fn(&str) -> bool) -> bool {
    match name {
        "script" | "style" | "template" | "noscript" | "iframe" | "object" | "textarea" | "select" | "title" => true,
        "a" => has_class("anchor"),
        "sup" => has_class("footnote-ref"),
        "section" => has_class("footnotes"),
        _ => false,
    }
}

/// Returns whether an element separates the words before, inside and after it.
fn parts_words(name: &str) -> bool {
    let within_words = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
        "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    !within_words.contains(&name)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    /// Checks that both implementations agree.
    fn plain(html: &str) -> String {
        let text = text_of(&Document::fragment(html).root());
        assert_eq!(super::plain(html), text, "{html}");
        text
    }

    #[test]
    fn only_block_elements_separate_words() {
        assert_eq!(plain("<p>Long <b>A</b>n</p><p>Đức&nbsp;Hòa<br>x</p>"), "Long An Đức Hòa x");
        assert_eq!(plain("<div>a</div>b<ul><li>c</li><li>d</li></ul>"), "a b c d");
    }

    #[test]
    fn content_not_for_readers_is_left_out() {
        let html = "<h2>Title<a class=\"anchor\">#</a></h2><script>x</script><style>y</style>&lt;b&gt;";
        assert_eq!(plain(html), "Title <b>");
        let notes = "a<sup class=\"x footnote-ref\"><a>1</a></sup><section class=\"footnotes\"><section>b</section>c</section>d";
        assert_eq!(plain(notes), "ad");
        assert_eq!(plain("a<!-- b > c -->d<a title=\"1 > class='anchor'\">e</a>"), "ade");
    }

    #[test]
    fn deep_nesting_does_not_overflow_the_stack() {
        let html = "<div>".repeat(2_000) + "x";
        assert_eq!(plain(&html), "x");
    }
}
