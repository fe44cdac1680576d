//! What readers see of an author, as edited.

use serde::{Deserialize, Serialize};

/// The profile of an author, without the name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorProfile {
    /// Such as `Phóng viên`.
    #[serde(default)]
    pub role: String,
    /// The path of a picture in the library; empty if there is none.
    #[serde(default)]
    pub portrait: String,
    /// Markdown; shown below posts.
    #[serde(default)]
    pub biography: String,
    /// Addresses of pages elsewhere, one per line.
    #[serde(default)]
    pub links: String,
}
