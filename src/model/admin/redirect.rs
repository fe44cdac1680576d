//! Old addresses as editors see them.

use serde::{Deserialize, Serialize};

/// An old address, and the path that answers now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    pub path: String,
    pub target: String,
}

/// One page of old addresses, by path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redirects {
    pub redirects: Vec<Redirect>,
    /// Where the next page begins; empty when there is none.
    pub next: String,
    /// How many there are in all.
    pub count: i64,
}
