//! Redirects in the admin.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// A legacy path and the path that it redirects to. Without a target, it responds with 410.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    pub path: String,
    pub target: String,
}

/// A page of redirects, sorted by path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RedirectListPage {
    pub redirects: Vec<Redirect>,
    /// Cursor of the next page; empty if there is none.
    pub next: String,
    /// Total number of redirects.
    pub count: i64,
}

/// A requested path that was not found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotFoundPath {
    pub path: String,
    /// Number of requests.
    pub count: i64,
    /// Time of the last request.
    pub seen: FormattedTime,
}
