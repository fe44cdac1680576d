use super::{error::Error, listing::Listing, post::Post, search::SearchResults};

/// The content of a page, as read for a URL.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    Listing(Listing),
    Post(Box<Post>),
    Page(Box<Post>),
    Search(SearchResults),
    /// The page has moved permanently to this path.
    Moved(String),
}

impl View {
    /// Returns the origins of the players of other sites that the page can load.
    pub fn player_origins(&self) -> &[String] {
        match self {
            View::Post(post) | View::Page(post) => &post.player_origins,
            View::Listing(_) | View::Search(_) | View::Moved(_) => &[],
        }
    }

    /// Whether its author wants search engines to leave it out.
    pub fn is_noindex(&self) -> bool {
        matches!(self, View::Post(post) | View::Page(post) if post.noindex)
    }
}

/// A view, or an error.
pub type ViewResult = Result<View, Error>;
