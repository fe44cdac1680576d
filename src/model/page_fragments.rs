use serde::{Deserialize, Serialize};

use super::error::Error;

/// The rendered parts of a document that differ between pages, for client-side navigation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageFragments {
    /// Title of the document.
    pub title: String,
    /// Language tag of the document.
    pub language: String,
    /// HTML of the metadata in the head, such as the title and the canonical URL.
    pub metadata: String,
    /// HTML content of `<main>`.
    pub main: String,
    /// HTML content of the sidebar.
    pub sidebar: String,
    /// Whether the page has a Content-Security-Policy of its own, so that it has to be loaded as a document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_document: bool,
}

/// The response to a client-side navigation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FragmentResponse {
    Page(PageFragments),
    /// The page has moved permanently to this path.
    Moved(String),
}

/// The response to a client-side navigation, or an error.
pub type FragmentResult = Result<FragmentResponse, Error>;
