//! Categories and tags as editors see them.

use serde::{Deserialize, Serialize};

use crate::model::term::TermKind;

/// A term to be stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermDraft {
    /// None: a new one.
    pub id: Option<i64>,
    pub kind: TermKind,
    pub name: String,
    /// Empty: made from the name.
    pub slug: String,
    /// Markdown.
    pub description: String,
    /// The category it stands below.
    pub parent: Option<i64>,
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
    /// The beginning of the description, as readers see it.
    pub excerpt: String,
    pub parent: Option<i64>,
    /// How many categories stand above it: 0 at the top.
    pub depth: u8,
    /// Published posts.
    pub count: i64,
    /// All posts and pages, also those that are not published.
    pub uses: i64,
    /// Where readers find it.
    pub path: String,
}

/// The page of categories and tags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermListPage {
    /// All of them, as a tree in reading order.
    pub categories: Vec<TermListItem>,
    /// One page of those that fit the search, the most used first.
    pub tags: Vec<TermListItem>,
    /// Where the next page begins; empty when there is none.
    pub next: String,
    /// How many tags there are.
    pub tag_count: i64,
    /// How many of them have no post.
    pub unused: i64,
}

/// What is needed to undo the removal of a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemovedTerm {
    pub kind: TermKind,
    pub name: String,
    pub slug: String,
    pub description: String,
    pub parent: Option<i64>,
    /// The posts that had it.
    pub posts: Vec<i64>,
    /// The categories that stood below it.
    pub children: Vec<i64>,
}
