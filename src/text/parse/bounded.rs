use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::LocalName;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

/// Maximum number of open elements. Formatting elements count twice.
const DEEPEST: usize = 128;

/// Additional levels for void and text-only elements, which nest only in foreign content.
const LEAVES: usize = 8;

/// Maximum number of attributes of an element. Others are dropped.
const MOST_ATTRIBUTES: usize = 64;

/// Bytes of repeated formatting elements that are allowed, plus this many times the length of the source.
const FREE_REPETITION: usize = 64 * 1024;
const REPETITION: usize = 4;

/// Maximum number of possible entities in a text node: after each, html5ever's serializer searches the rest of the node.
/// Longer nodes are split by an invisible `wbr`; such an attribute value is dropped.
const MOST_ENTITIES: usize = 1_000;

/// Whether formatting elements are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formatting {
    Kept,
    Dropped,
}

/// Forwards tokens to the tree builder as long as they do not nest too deep or repeat too much.
pub struct Bounded {
    builder: TreeBuilder<NodeId, Document>,
    formatting: Formatting,
    tokens: Cell<usize>,
    /// Number of dropped start tags by name, whose end tags are still to come.
    dropped: RefCell<HashMap<LocalName, usize>>,
    /// Size of the largest formatting element, in bytes.
    largest: Cell<usize>,
    /// Remaining bytes of repetition; `None` if exhausted.
    repetition: Cell<Option<usize>>,
    /// Text not yet given to the tree builder: each entity is a separate token, and appending to a text node copies it.
    text: RefCell<String>,
    /// Whether the current element contains only raw text.
    is_raw: Cell<bool>,
}

impl Bounded {
    /// Creates a filter in front of `builder`. `length` is that of the source in bytes.
    pub fn new(builder: TreeBuilder<NodeId, Document>, formatting: Formatting, length: usize) -> Bounded {
        Bounded {
            builder,
            formatting,
            tokens: Cell::new(0),
            dropped: RefCell::default(),
            largest: Cell::new(0),
            text: RefCell::default(),
            is_raw: Cell::new(false),
            repetition: Cell::new(Some(FREE_REPETITION.saturating_add(length.saturating_mul(REPETITION)))),
        }
    }

    /// Returns the number of tokens received from the tokenizer.
    pub fn tokens(&self) -> usize {
        self.tokens.get()
    }

    /// Returns whether the limit of repetition is exhausted. Then nothing more is added.
    pub fn is_exhausted(&self) -> bool {
        self.repetition.get().is_none()
    }

    /// Returns the tree, if it contains the whole source.
    pub fn finish(self) -> Option<Document> {
        (!self.is_exhausted()).then_some(self.builder.sink)
    }

    fn admits(&self, tag: &mut Tag) -> bool {
        let name = &*tag.name;
        // A fragment already has these elements, and would collect the attributes of all others.
        let is_root = matches!(name, "html" | "head" | "body" | "frameset");
        let is_formatting = is_formatting(name);
        if is_root || (is_formatting && self.formatting == Formatting::Dropped) {
            return false;
        }
        match tag.kind {
            TagKind::StartTag => {
                tag.attrs.truncate(MOST_ATTRIBUTES);
                tag.attrs.retain(|attribute| entities(&attribute.value).nth(MOST_ENTITIES).is_none());
                let deepest = if is_leaf(name) { DEEPEST + LEAVES } else { DEEPEST };
                if self.depth() >= deepest {
                    *self.dropped.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                    return false;
                }
                if is_formatting {
                    self.largest.set(self.largest.get().max(size(tag)));
                }
                true
            }
            TagKind::EndTag => match self.dropped.borrow_mut().get_mut(&tag.name) {
                Some(dropped) if *dropped > 0 => {
                    *dropped -= 1;
                    false
                }
                _ => true,
            },
        }
    }

    /// Counts the elements that are open or will be reopened.
    fn depth(&self) -> usize {
        struct Count(Cell<usize>);
        impl Tracer for Count {
            type Handle = NodeId;

            fn trace_handle(&self, _: &NodeId) {
                self.0.set(self.0.get() + 1);
            }
        }
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        self.tokens.set(self.tokens.get() + 1);
        if let Token::CharacterTokens(text) = &token {
            self.text.borrow_mut().push_str(text);
            return TokenSinkResult::Continue;
        }
        self.flush(line);
        let is_end = matches!(&token, Token::TagToken(tag) if tag.kind == TagKind::EndTag);
        let is_admitted = match &mut token {
            Token::TagToken(tag) => self.admits(tag),
            _ => true,
        };
        if self.is_exhausted() || !is_admitted {
            return TokenSinkResult::Continue;
        }
        let result = self.build(token, line);
        let begins_raw = matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext);
        self.is_raw.set(begins_raw || (self.is_raw.get() && !is_end));
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Bounded {
    /// Forwards the collected text.
    fn flush(&self, line: u64) {
        let text = self.text.take();
        let mut rest = text.as_str();
        while !rest.is_empty() && !self.is_exhausted() {
            let end = entities(rest).nth(MOST_ENTITIES).unwrap_or(rest.len());
            // The result is irrelevant: text does not change the tokenizer's state.
            let _ = self.build(Token::CharacterTokens(rest[..end].into()), line);
            rest = &rest[end..];
            if self.is_raw.get() {
                // The rest is dropped: raw text elements are never shown.
                return;
            }
            if !rest.is_empty() {
                let name = LocalName::from("wbr");
                let (kind, attrs) = (TagKind::StartTag, Vec::new());
                let part = Tag { kind, name, self_closing: false, attrs, had_duplicate_attributes: false };
                let _ = self.build(Token::TagToken(part), line);
            }
        }
    }

    fn build(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        let before = self.builder.sink.tree.len();
        let result = self.builder.process_token(token, line);
        // One token creates one node; all other new nodes are repeated formatting elements.
        let repeated = (self.builder.sink.tree.len() - before).saturating_sub(1) * self.largest.get();
        self.repetition.set(self.repetition.get().and_then(|left| left.checked_sub(repeated)));
        result
    }
}

/// Returns the positions of characters that may be serialized as entities. The serializer looks for the first byte of a
/// no-break space, which others, such as `«`, have too.
fn entities(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(|c| matches!(c, '&' | '"' | '<' | '>' | '\u{80}'..='\u{bf}')).map(|(at, _)| at)
}

/// Estimates the size of a serialized element, in bytes.
fn size(tag: &Tag) -> usize {
    let attributes = tag.attrs.iter().map(|attribute| attribute.name.local.len() + attribute.value.len() + 4);
    2 * tag.name.len() + 5 + attributes.sum::<usize>()
}

/// Returns whether an element is reopened in the following block if it is still open.
/// <https://html.spec.whatwg.org/#formatting>
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Returns whether an element is void or contains only text.
#[rustfmt::skip]
fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "hr" | "iframe" | "image" | "img" | "input"
            | "keygen" | "link" | "meta" | "noembed" | "noframes" | "param" | "plaintext" | "script" | "source" | "style"
            | "textarea" | "title" | "track" | "wbr" | "xmp"
    )
}
