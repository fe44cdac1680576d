use super::formatted_time::FormattedTime;
use super::image::Image;

/// A page of search results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResults {
    /// Search text as typed; empty without a search.
    pub typed: String,
    pub scope: SearchScope,
    /// The paths of the first page in each scope, in the order of [`SearchScope::ALL`].
    pub scopes: Vec<(SearchScope, String)>,
    pub hits: Vec<SearchHit>,
    /// Number of results on all pages.
    pub total: usize,
    /// Whether there are more results than counted.
    pub is_more: bool,
    /// Starts at 1.
    pub page: usize,
    /// Paths of the adjacent pages.
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// What of the site is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchScope {
    #[default]
    All,
    /// Posts and pages.
    Posts,
    Comments,
}

impl SearchScope {
    /// Every scope, in the order of the links.
    pub const ALL: [SearchScope; 3] = [SearchScope::All, SearchScope::Posts, SearchScope::Comments];

    /// Returns its name in addresses; empty for all.
    pub fn name(self) -> &'static str {
        match self {
            SearchScope::All => "",
            SearchScope::Posts => "posts",
            SearchScope::Comments => "comments",
        }
    }
}

/// A search result.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    pub kind: SearchHitKind,
    pub path: String,
    /// For a comment, the title of its post.
    pub title: Vec<TextFragment>,
    pub passage: Vec<TextFragment>,
    pub image: Option<Image>,
    pub date: FormattedTime,
}

/// Kind of a search result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchHitKind {
    Post,
    Page,
    /// Name of the comment's author.
    Comment(String),
}

/// A part of a plain text, marked if it matches the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFragment {
    pub text: String,
    pub is_marked: bool,
}

/// Suggestions while typing a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    pub typed: String,
    pub hits: Vec<Suggestion>,
}

/// A suggested post or page.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub path: String,
    pub title: Vec<TextFragment>,
}
