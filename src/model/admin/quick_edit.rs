//! Changes of a post in the list.

use serde::{Deserialize, Serialize};

use crate::model::admin::post::{PostStatus, SaveIntent, SelectOption};

/// What can be changed in the list, without opening the post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuickEdit {
    pub id: i64,
    /// Empty for pages.
    pub categories: Vec<i64>,
    /// Its text is not saved.
    pub intent: SaveIntent,
}

/// The state of a post before it is edited in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuickEditFields {
    pub status: PostStatus,
    /// `2026-11-23T14:05` in the site's time zone; empty if there is none.
    pub publish_at: String,
    pub categories: Vec<i64>,
    /// All categories. Empty for pages.
    pub choices: Vec<SelectOption>,
}
