use serde::{Deserialize, Serialize};

/// The two taxonomies of posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermKind {
    Category,
    Tag,
}

impl TermKind {
    /// Returns the name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            TermKind::Category => "category",
            TermKind::Tag => "tag",
        }
    }

    /// Parses the output of [`TermKind::as_str`].
    pub fn parse(text: &str) -> Option<TermKind> {
        [TermKind::Category, TermKind::Tag].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A category or tag. `count` is the number of its published posts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub slug: String,
    pub name: String,
    pub count: i64,
    /// Number of ancestors.
    pub depth: u8,
}
