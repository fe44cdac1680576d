//! Code blocks: adds syntax highlighting, and makes them focusable since they scroll.

use dom_query::{Document, NodeRef};

use crate::text::syntax_highlight;

/// Highlights every `pre` whose `code` states its language.
pub fn arrange(document: &Document) {
    let mut left = syntax_highlight::LONGEST;
    for block in super::elements(document, &["pre"]) {
        block.set_attr("tabindex", "0");
        trim_first_line(&block);
        let [code] = super::content(&block)[..] else {
            continue;
        };
        let Some(language) = language(&code).or_else(|| language(&block)) else {
            continue;
        };
        block.remove_attr("class");
        if code.has_name("code") {
            code.set_attr("class", &format!("language-{language}"));
            let text = code.text();
            if text.len() > left {
                continue;
            }
            left -= text.len();
            if let Some(html) = syntax_highlight::highlight(&text, &language) {
                code.set_html(html);
            }
        }
    }
}

fn language(node: &NodeRef) -> Option<String> {
    let class = node.class()?;
    class.split(' ').find_map(|class| class.strip_prefix("language-")).map(str::to_owned)
}

/// A parser drops a line break after `<pre>`, so leading line breaks would not be stable.
fn trim_first_line(block: &NodeRef) {
    let Some(first) = block.first_child().filter(NodeRef::is_text) else {
        return;
    };
    let text = first.text();
    if text.starts_with('\n') {
        first.insert_before(&block.tree.new_text(text.trim_start_matches('\n')));
        first.remove_from_parent();
    }
}
