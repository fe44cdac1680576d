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
    /// A page of another site, with what it says about itself.
    Page {
        title: String,
        description: String,
        site: String,
    },
    /// An address of another site about which nothing could be learned.
    Unread(UnreadReason),
    Unknown,
}

/// Why nothing is known of an address of another site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnreadReason {
    /// The settings do not allow reading pages of other sites.
    NotAllowed,
    /// The same, for a short address: what it leads to may have a player.
    ShortNotAllowed,
    /// It is no address of the public web.
    NotPublic,
    /// There is no answer, or there are too many redirects.
    Unreachable,
    TooSlow,
    /// The site answered with this status.
    Refused(u16),
    /// It is something else than a page: a picture, a file.
    NotAPage,
    /// The page has no title.
    Untitled,
    /// The user has asked too often.
    TooMany,
}
