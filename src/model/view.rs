use super::{error::Error, listing::Listing, post::Post, search::SearchResults};

/// What an address shows: the one answer of the one read that pages are made from.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    Listing(Listing),
    Post(Box<Post>),
    Page(Box<Post>),
    Search(SearchResults),
    /// The address has moved for good; a path of this site.
    Moved(String),
}

/// A view, or why there is none.
pub type ViewResult = Result<View, Error>;
