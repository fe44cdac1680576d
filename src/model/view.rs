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

/// A view, or an error.
pub type ViewResult = Result<View, Error>;
