use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::LocalName;
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

/// How many elements may be open, formatting elements counted twice.
const DEEPEST: usize = 128;

/// Further ones for elements that hold no others: nothing but foreign content makes them nest.
const LEAVES: usize = 8;

/// Attributes of an element; further ones are left out.
const MOST_ATTRIBUTES: usize = 64;

/// Formatting elements may be repeated up to this many bytes, and as many times the length of the source.
const FREE_REPETITION: usize = 64 * 1024;
const REPETITION: usize = 4;

/// A text node has at most so many characters that are written as entities: for each of them, html5ever's serializer
/// searches all of the node that is left. A `wbr`, which shows nothing, parts longer ones; such a value is left out.
const MOST_ENTITIES: usize = 1_000;

/// Whether formatting elements pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formatting {
    Kept,
    Dropped,
}

/// Lets tokens pass to the tree builder as long as they do not nest too deep, nor repeat too much.
pub struct Bounded {
    builder: TreeBuilder<NodeId, Document>,
    formatting: Formatting,
    tokens: Cell<usize>,
    /// Elements that were not opened, and whose ends are still to come.
    dropped: RefCell<HashMap<LocalName, usize>>,
    /// The size of the largest formatting element, in bytes.
    largest: Cell<usize>,
    /// In bytes; `None` when there is none left.
    repetition: Cell<Option<usize>>,
    /// Text that the tree builder has not got yet: each entity is a token of its own, and adding to a text node copies it.
    text: RefCell<String>,
    /// Whether text stands in an element that holds nothing else.
    is_raw: Cell<bool>,
}

impl Bounded {
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

    /// How many tokens have come out of the tokenizer.
    pub fn tokens(&self) -> usize {
        self.tokens.get()
    }

    /// Whether there has been too much repetition; nothing more is added then.
    pub fn is_exhausted(&self) -> bool {
        self.repetition.get().is_none()
    }

    /// The tree, if all of the source is in it.
    pub fn finish(self) -> Option<Document> {
        (!self.is_exhausted()).then_some(self.builder.sink)
    }

    fn admits(&self, tag: &mut Tag) -> bool {
        let name = &*tag.name;
        // A fragment has them already, and would gather the attributes of all others.
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

    /// How many elements are open or will be opened again.
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
    /// Hands on the text that has come so far.
    fn flush(&self, line: u64) {
        let text = self.text.take();
        let mut rest = text.as_str();
        while !rest.is_empty() && !self.is_exhausted() {
            let end = entities(rest).nth(MOST_ENTITIES).unwrap_or(rest.len());
            // Text changes nothing about how the tokenizer goes on.
            let _ = self.build(Token::CharacterTokens(rest[..end].into()), line);
            rest = &rest[end..];
            if self.is_raw.get() {
                // No page shows what is in such an element.
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
        // One token makes one node; what else came into being was repeated.
        let repeated = (self.builder.sink.tree.len() - before).saturating_sub(1) * self.largest.get();
        self.repetition.set(self.repetition.get().and_then(|left| left.checked_sub(repeated)));
        result
    }
}

/// Where the characters stand that are written as entities.
fn entities(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['&', '"', '<', '>', '\u{a0}']).map(|(at, _)| at)
}

/// The bytes of a tag, nearly.
fn size(tag: &Tag) -> usize {
    let attributes = tag.attrs.iter().map(|attribute| attribute.name.local.len() + attribute.value.len() + 4);
    2 * tag.name.len() + 5 + attributes.sum::<usize>()
}

/// Elements that are opened again in the block that follows, unless their end has come.
/// <https://html.spec.whatwg.org/#formatting>
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Elements that hold nothing, or nothing but text.
#[rustfmt::skip]
fn is_leaf(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "hr" | "iframe" | "image" | "img" | "input"
            | "keygen" | "link" | "meta" | "noembed" | "noframes" | "param" | "plaintext" | "script" | "source" | "style"
            | "textarea" | "title" | "track" | "wbr" | "xmp"
    )
}
