use serde::{Deserialize, Serialize};

/// A name under a headline, and the page it leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Byline {
    pub slug: String,
    pub name: String,
}

/// Who wrote a post, as the box below it tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub slug: String,
    pub name: String,
    /// Sanitized HTML; empty when there is none.
    pub biography: String,
}
