use serde::{Deserialize, Serialize};

use super::author::Author;
use super::front_page::ShownSection;
use super::image::Image;
use super::post::PostSummary;
use super::term::TermColor;

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
    /// The sections of a front page. With them, `posts` is empty: the list is one of them.
    pub sections: Vec<ShownSection>,
    /// The colour and the picture of a category.
    pub color: Option<TermColor>,
    pub image: Option<Image>,
}

impl Listing {
    /// Returns whether the listing shows a post.
    pub fn shows(&self, slug: &str) -> bool {
        let in_sections = self.sections.iter().flat_map(|section| &section.posts);
        self.posts.iter().chain(in_sections).any(|post| post.slug == slug)
    }
}

/// A year or month of the archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeriodLink {
    pub path: String,
    pub title: String,
    /// Number of published posts.
    pub count: i64,
}
