//! Blocks that stand for text kept elsewhere: synced patterns and footnotes.

use std::cell::Cell;

use serde::Deserialize;
use serde_json::Value;

use super::blocks;
use super::content_context::ContentContext;

/// Patterns may hold patterns; deeper ones are left to be counted as missing.
const DEEPEST: usize = 5;

/// How much may be put in, in bytes: a pattern named many times, or one that holds itself, would fill the memory.
const LONGEST: usize = 1024 * 1024;

/// Puts in the text that is meant. What cannot be found stays as it is.
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

/// The notes as WordPress keeps them, in JSON, as a list. Marks in the text link to their ids.
fn list(footnotes: &str) -> Option<String> {
    let notes: Vec<Footnote> = serde_json::from_str(footnotes).ok()?;
    let items = notes.iter().map(|note| {
        let id = html_escape::encode_double_quoted_attribute(&note.id);
        format!("<li id=\"{id}\">{} <a href=\"#{id}-link\">↩</a></li>", note.content)
    });
    let items: String = items.collect();
    (!items.is_empty()).then(|| format!("<!-- wp:html --><ol>{items}</ol><!-- /wp:html -->"))
}
