use serde::{Deserialize, Serialize};

use super::author::Author;
use super::post::PostSummary;

/// A listing of posts: the home page, or those of a category, tag or author.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Name of the category, tag or author; empty on the home page.
    pub title: String,
    /// Description or biography as sanitized HTML; may be empty.
    pub description: String,
    pub posts: Vec<PostSummary>,
    /// Of the page of an author.
    pub author: Option<Box<Author>>,
    /// The years or months that a page of the archive leads to.
    pub periods: Vec<PeriodLink>,
    /// Paths of the adjacent pages.
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// A year or month of the archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeriodLink {
    pub path: String,
    pub title: String,
    /// Number of published posts.
    pub count: i64,
}
