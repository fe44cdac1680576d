use serde::{Deserialize, Serialize};

/// Whether search engines may list a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SearchIndexing {
    #[default]
    Allowed,
    /// They are told to leave it out, and so do sitemaps and feeds.
    Refused,
}
