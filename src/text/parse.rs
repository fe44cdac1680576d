//! Parses HTML fragments as a browser does, but in linear time.
//!
//! The standard's tree construction walks the stack of open elements and the list of active formatting elements for
//! nearly every tag (<https://html.spec.whatwg.org/#parsing-main-inbody>), and reopens formatting elements in every
//! block that follows: unbounded nesting makes the time quadratic, and open formatting elements make the output
//! quadratic. So [`Bounded`], between html5ever's tokenizer and its tree builder, drops tags that would nest too deep.
//! The content of such an element is kept, one level higher.

use dom_query::Document;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::create_element;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{QualName, TokenizerResult, local_name, ns};

mod bounded;

use bounded::{Bounded, Formatting};

/// Maximum number of bytes given to the tokenizer at once: its progress is checked after each piece.
const PIECE: usize = 512;

/// Maximum number of possible attribute separators in a tag, after which the tag is ended. The tokenizer compares each
/// attribute with all before it.
const MOST_SEPARATORS: usize = 512;

/// Parses an HTML fragment as a browser does, unless it is nested extremely deep.
pub fn parse(html: &str) -> Document {
    // Without formatting elements nothing is repeated, so the second attempt does not fail.
    attempt(html, Formatting::Kept).or_else(|| attempt(html, Formatting::Dropped)).unwrap_or_default()
}

/// Parses HTML with [`parse`] and serializes it again, as safe input for other parsers, which have no limits.
pub fn tame(html: &str) -> String {
    parse(html).html_root().inner_html().to_string()
}

/// Returns `None` if formatting elements are repeated too often.
fn attempt(html: &str, formatting: Formatting) -> Option<Document> {
    let sink = Document::fragment_sink();
    let context = create_element(&sink, QualName::new(None, ns!(html), local_name!("body")), Vec::new());
    let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options);
    let state = builder.tokenizer_state_for_context_elem(false);
    let options = TokenizerOpts { initial_state: Some(state), ..TokenizerOpts::default() };
    let feeder = Feeder {
        tokenizer: Tokenizer::new(Bounded::new(builder, formatting, html.len()), options),
        queue: BufferQueue::default(),
    };
    feeder.feed_all(html);
    feeder.tokenizer.end();
    feeder.tokenizer.sink.finish()
}

struct Feeder {
    tokenizer: Tokenizer<Bounded>,
    queue: BufferQueue,
}

impl Feeder {
    fn feed_all(&self, html: &str) {
        let mut rest = html;
        // Where the current markup starts, and how many possible attribute separators it has.
        let (mut start, mut separators) = (html, 0);
        while !rest.is_empty() && !self.tokenizer.sink.is_exhausted() {
            let tokens = self.tokenizer.sink.tokens();
            let (piece, after) = rest.split_at(piece_length(rest));
            self.feed(piece);
            if self.tokenizer.sink.tokens() != tokens {
                (start, separators) = (after, 0);
            } else {
                separators += piece.bytes().filter(|byte| is_separator(*byte)).count();
            }
            rest = after;
            if separators > MOST_SEPARATORS && is_tag(start) {
                rest = self.end_tag(rest);
                (start, separators) = (rest, 0);
            }
        }
    }

    /// Ends the current tag and skips to after the next `>`. Returns the rest.
    fn end_tag<'a>(&self, rest: &'a str) -> &'a str {
        let tokens = self.tokenizer.sink.tokens();
        // The tag may end within a quoted value.
        for end in [">", "\">", "'>"] {
            self.feed(end);
            if self.tokenizer.sink.tokens() != tokens {
                break;
            }
        }
        rest.find('>').map_or("", |at| &rest[at + 1..])
    }

    fn feed(&self, text: &str) {
        self.queue.push_back(StrTendril::from_slice(text));
        // Scripts are not executed: their end tags only make the tokenizer return early.
        while !matches!(self.tokenizer.feed(&self.queue), TokenizerResult::Done) {}
    }
}

/// Returns the length up to the next `<`, so that each piece starts with possible markup.
fn piece_length(rest: &str) -> usize {
    let longest = rest.floor_char_boundary(PIECE);
    let next = memchr::memchr(b'<', &rest.as_bytes()[1..longest.max(1)]);
    next.map_or(longest, |at| at + 1)
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// Returns whether a start or end tag begins here.
fn is_tag(markup: &str) -> bool {
    let name = markup.strip_prefix('<').map(|inner| inner.strip_prefix('/').unwrap_or(inner));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests;
