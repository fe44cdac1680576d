//! Placements in the admin: what stands in the slots of readers' pages, and when.

use serde::{Deserialize, Serialize};

use crate::model::slot::{PageKind, Slot};

/// What a placement consists of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlacementKind {
    #[default]
    Banner,
    /// Markdown.
    Text,
    Html,
}

/// Where on the site a placement is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlacementReach {
    #[default]
    Everywhere,
    Category,
}

/// Whether something that can be switched off is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Switch {
    #[default]
    On,
    Off,
}

/// A placement as it is edited. Numbers and times are as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlacementDraft {
    /// `None`: not stored yet.
    pub id: Option<i64>,
    pub name: String,
    pub switch: Switch,
    pub slot: Slot,
    /// After which paragraph or post.
    pub position: String,
    pub pages: Vec<PageKind>,
    pub reach: PlacementReach,
    pub category: Option<i64>,
    pub weight: String,
    /// Local times of the site, such as `2026-11-23T14:05`; empty: without limit.
    pub starts: String,
    pub ends: String,
    pub label: String,
    pub kind: PlacementKind,
    /// Markdown or HTML.
    pub source: String,
    /// Path of a picture of the library.
    pub image: String,
    pub alt: String,
    pub link: String,
}

/// Whether a placement is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlacementState {
    Shown,
    /// It starts later.
    Scheduled,
    Ended,
    Off,
    /// Its category was deleted.
    CategoryGone,
    /// Its picture was deleted.
    PictureGone,
}

/// A stored placement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacementSummary {
    pub draft: PlacementDraft,
    pub state: PlacementState,
    /// Name of its category; empty if it is shown everywhere.
    pub category: String,
    /// Formatted times.
    pub starts: String,
    pub ends: String,
}

/// A category that can be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CategoryOption {
    pub id: i64,
    pub name: String,
    /// Number of ancestors.
    pub depth: u8,
}

/// All placements, and what the form needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlacementList {
    /// By slot and name.
    pub placements: Vec<PlacementSummary>,
    pub categories: Vec<CategoryOption>,
    /// What a new placement starts with.
    pub new: PlacementDraft,
    /// The site's time zone, such as `Asia/Ho_Chi_Minh`.
    pub time_zone: String,
}
