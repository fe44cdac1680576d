use serde::{Deserialize, Serialize};

use super::media::FocalPoint;

/// The featured image of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    pub src: String,
    pub alt: String,
    pub caption: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// Value of `srcset`; empty if there is a single file.
    pub set: String,
    /// What stays visible where it is cropped.
    pub focus: FocalPoint,
}
