use serde::{Deserialize, Serialize};

use super::{formatted_time::FormattedTime, language::Language, term::Term};

/// What surrounds every page: masthead, menu, sidebar, footer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub title: String,
    pub tagline: String,
    pub language: Language,
    /// The links below the title, without the one to the home page.
    pub menu: Vec<SiteLink>,
    /// Those from here on stand in the footer, too: the pages of a menu that nobody has made, else all.
    pub footer_from: usize,
    pub latest: Vec<LatestPost>,
    pub categories: Vec<Term>,
    /// Sanitized HTML; empty when there is none.
    pub promotion: String,
    /// Today, for the masthead.
    pub today: FormattedTime,
}

/// A title and the path it leads to, or an address elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteLink {
    pub title: String,
    pub path: String,
}

/// A line of the latest posts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatestPost {
    pub title: String,
    pub slug: String,
    pub date: FormattedTime,
}
