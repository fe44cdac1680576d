//! Old addresses as editors see them.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// An old address, and the path that answers now; without one, nothing is there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    pub path: String,
    pub target: String,
}

/// One page of old addresses, by path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedirectListPage {
    pub redirects: Vec<Redirect>,
    /// Where the next page begins; empty when there is none.
    pub next: String,
    /// How many there are in all.
    pub count: i64,
}

/// A path that was asked for and showed nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotFoundPath {
    pub path: String,
    /// How often.
    pub count: i64,
    /// When it was last asked for.
    pub seen: FormattedTime,
}
