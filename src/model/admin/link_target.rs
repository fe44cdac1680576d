//! What links in a text may lead to.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// A published post or page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkTarget {
    pub path: String,
    pub title: String,
    pub published: FormattedTime,
}

/// What an address stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LinkedAddress {
    /// Another site has a player for it.
    Player {
        href: String,
        title: String,
    },
    /// A published post or page of this site.
    Post {
        path: String,
        title: String,
        excerpt: String,
        image: String,
        site: String,
    },
    Unknown,
}
