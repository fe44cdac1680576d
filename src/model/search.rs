use super::formatted_time::FormattedTime;

/// One page of what a search has found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// As it was typed; empty when nothing was asked for.
    pub typed: String,
    pub hits: Vec<SearchHit>,
    /// How many there are on all pages.
    pub total: usize,
    /// There are more, which nobody has counted.
    pub is_more: bool,
    /// From 1.
    pub page: usize,
    /// Paths of the neighbouring pages.
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    pub kind: SearchHitKind,
    pub path: String,
    /// A comment has that of its post.
    pub title: Vec<TextFragment>,
    pub passage: Vec<TextFragment>,
    pub date: FormattedTime,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchHitKind {
    Post,
    Page,
    /// By whom.
    Comment(String),
}

/// A piece of plain text, which may be one that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFragment {
    pub text: String,
    pub is_marked: bool,
}

/// What a search would find first, while somebody types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    pub typed: String,
    pub hits: Vec<Suggestion>,
}

/// A post or page to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub path: String,
    pub title: Vec<TextFragment>,
}
