use serde::{Deserialize, Serialize};

use super::post::PostSummary;

/// Posts under a heading: the home page, a category, a tag, an author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The name of the category, tag or author; empty on the home page.
    pub title: String,
    /// Sanitized HTML: a description or biography; often empty.
    pub description: String,
    pub posts: Vec<PostSummary>,
    /// Paths of the neighbouring pages, in reading order.
    pub newer: Option<String>,
    pub older: Option<String>,
}
