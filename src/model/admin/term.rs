//! Categories and tags in the admin.

use serde::{Deserialize, Serialize};

use crate::model::term::{TermAppearance, TermKind};

/// A term to be saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermDraft {
    /// `None`: a new term.
    pub id: Option<i64>,
    pub kind: TermKind,
    pub name: String,
    /// Empty: derived from the name.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// The parent category.
    pub parent: Option<i64>,
    /// The order among its siblings: lower numbers come first.
    #[serde(default)]
    pub position: i64,
    /// `None`: it stays as it is.
    #[serde(default)]
    pub appearance: Option<TermAppearance>,
}

/// A term in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermListItem {
    pub id: i64,
    pub kind: TermKind,
    pub name: String,
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// Excerpt of the rendered description.
    pub excerpt: String,
    pub parent: Option<i64>,
    pub position: i64,
    pub appearance: TermAppearance,
    /// Number of ancestors.
    pub depth: u8,
    /// Number of published posts.
    pub count: i64,
    /// Number of all posts and pages, including unpublished ones.
    pub uses: i64,
    /// Path of its page.
    pub path: String,
}

/// The page of categories and tags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermListPage {
    /// All categories, as a tree in depth-first order.
    pub categories: Vec<TermListItem>,
    /// A page of the tags that match the search, most used first.
    pub tags: Vec<TermListItem>,
    /// Cursor of the next page; empty if there is none.
    pub next: String,
    /// Total number of tags.
    pub tag_count: i64,
    /// Number of tags without posts.
    pub unused: i64,
}

/// Data for undoing the removal of a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemovedTerm {
    pub kind: TermKind,
    pub name: String,
    pub slug: String,
    pub description: String,
    pub parent: Option<i64>,
    #[serde(default)]
    pub position: i64,
    #[serde(default)]
    pub appearance: TermAppearance,
    /// Ids of the posts that had it.
    pub posts: Vec<i64>,
    /// Ids of its child categories.
    pub children: Vec<i64>,
}
