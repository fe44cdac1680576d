use serde::{Deserialize, Serialize};

/// The two ways of ordering posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermKind {
    Category,
    Tag,
}

impl TermKind {
    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            TermKind::Category => "category",
            TermKind::Tag => "tag",
        }
    }

    /// Reads what [`TermKind::as_str`] writes.
    pub fn parse(text: &str) -> Option<TermKind> {
        [TermKind::Category, TermKind::Tag].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A category or tag, as posts link to it. `count` is the number of published posts in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub slug: String,
    pub name: String,
    pub count: i64,
    /// How many categories stand above it: 0 at the top.
    pub depth: u8,
}
