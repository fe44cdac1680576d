use serde::{Deserialize, Serialize};

use super::post::PostSummary;

/// A listing of posts: the home page, or those of a category, tag or author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Name of the category, tag or author; empty on the home page.
    pub title: String,
    /// Description or biography as sanitized HTML; may be empty.
    pub description: String,
    pub posts: Vec<PostSummary>,
    /// Paths of the adjacent pages.
    pub newer: Option<String>,
    pub older: Option<String>,
}
