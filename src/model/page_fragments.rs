use serde::{Deserialize, Serialize};

use super::error::Error;

/// The parts of a document that change from page to page, finished: what a browser gets that is on another page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageFragments {
    /// Of the document.
    pub title: String,
    /// HTML: what `<main>` holds.
    pub main: String,
    /// HTML: what the sidebar holds.
    pub sidebar: String,
}

/// Where a URL has led a browser.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FragmentResponse {
    Page(PageFragments),
    /// The address has moved for good; a path of this site.
    Moved(String),
}

/// Where a URL has led, or why nowhere.
pub type FragmentResult = Result<FragmentResponse, Error>;
