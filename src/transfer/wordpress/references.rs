//! Blocks that stand for text stored elsewhere: synced patterns and footnotes.

use std::cell::Cell;

use serde::Deserialize;
use serde_json::Value;

use super::blocks;
use super::content_context::ContentContext;

/// Maximum nesting depth of patterns. Deeper ones are counted as missing.
const DEEPEST: usize = 5;

/// Maximum number of inserted bytes: a pattern used many times, or in itself, could exhaust the memory.
const LONGEST: usize = 1024 * 1024;

/// Inserts the referenced texts. Unknown references are left as they are.
pub fn fill(source: &str, footnotes: &str, context: &ContentContext) -> String {
    let mut source = source.to_owned();
    let left = Cell::new(LONGEST);
    let footnotes = list(footnotes);
    let take = |text: &String| {
        left.set(left.get().checked_sub(text.len())?);
        Some(text.clone())
    };
    for _ in 0..DEEPEST {
        let filled = blocks::replace_empty(&source, |name, attributes| match name {
            "block" => {
                let number = attributes.get("ref").and_then(Value::as_i64)?;
                context.patterns.get(&number).and_then(take)
            }
            "footnotes" => footnotes.as_ref().and_then(take),
            _ => None,
        });
        if filled == source {
            break;
        }
        source = filled;
    }
    source
}

#[derive(Deserialize)]
struct Footnote {
    content: String,
    id: String,
}

/// Converts footnotes from WordPress's JSON to a list. Marks in the text link to their IDs.
fn list(footnotes: &str) -> Option<String> {
    let notes: Vec<Footnote> = serde_json::from_str(footnotes).ok()?;
    let items = notes.iter().map(|note| {
        let id = html_escape::encode_double_quoted_attribute(&note.id);
        format!("<li id=\"{id}\">{} <a href=\"#{id}-link\">↩</a></li>", note.content)
    });
    let items: String = items.collect();
    (!items.is_empty()).then(|| format!("<!-- wp:html --><ol>{items}</ol><!-- /wp:html -->"))
}
