//! Arranging the front page.

use serde::{Deserialize, Serialize};

use crate::model::front_page::Section;

/// A category or tag whose posts a section can show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionSource {
    /// Its path, such as `/category/kinh-te`.
    pub path: String,
    pub name: String,
    /// Number of ancestors.
    pub depth: u8,
}

/// The arrangement of the front page, and what it can be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrontPageArrangement {
    /// The stored sections. Empty: the automatic ones are shown.
    pub sections: Vec<Section>,
    /// The sections that the site arranges by itself.
    pub automatic: Vec<Section>,
    /// The categories as a tree, then the most used tags.
    pub sources: Vec<SectionSource>,
    /// Slugs and titles of the picked posts that are published.
    pub titles: Vec<(String, String)>,
    /// Paths and slugs in the stored sections that exist no more, or are not published.
    pub missing: Vec<String>,
}
