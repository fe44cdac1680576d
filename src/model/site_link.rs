use serde::{Deserialize, Serialize};

/// A title with a path, or with a URL of another site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteLink {
    pub title: String,
    pub path: String,
}
