use serde::{Deserialize, Serialize};

use super::{formatted_time::FormattedTime, identity::SiteIdentity, language::Language, menu::SiteMenus, term::Term};

/// The site chrome around every page: masthead, menu, sidebar, footer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub title: String,
    pub tagline: String,
    pub language: Language,
    pub menus: SiteMenus,
    /// More than [`Site::latest_shown`], since pages do not list those that they show elsewhere.
    pub latest: Vec<LatestPost>,
    /// Number of latest posts in the sidebar.
    pub latest_shown: usize,
    pub categories: Vec<Term>,
    /// Sanitized HTML; empty if there is none.
    pub promotion: String,
    /// The origin of the content delivery network that pictures come from. Empty: they come from this site.
    pub picture_origin: String,
    pub identity: SiteIdentity,
    /// Today's date, for the masthead.
    pub today: FormattedTime,
}

/// An entry of the latest posts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatestPost {
    pub title: String,
    pub slug: String,
    pub date: FormattedTime,
}
