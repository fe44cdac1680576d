use serde::{Deserialize, Serialize};

use super::{
    author::{Author, Byline},
    comment::Discussion,
    formatted_time::FormattedTime,
    image::Image,
    site_link::SiteLink,
    term::Term,
};

/// A post in a listing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostSummary {
    pub slug: String,
    pub title: String,
    /// Plain text.
    pub excerpt: String,
    pub date: FormattedTime,
    pub author: Option<Byline>,
    pub categories: Vec<Term>,
    pub image: Option<Image>,
    pub comments: i64,
    pub pinned: bool,
}

/// A full post on its own page. Pages of the site (About, Contact) are posts without date, author and terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    pub slug: String,
    pub title: String,
    /// Title for search engines; empty to use the title.
    pub seo_title: String,
    /// Whether search engines are to leave it out.
    pub noindex: bool,
    /// The address that search engines are to name: a web address or a path. Empty: its own.
    pub canonical: String,
    /// Plain text, for meta descriptions.
    pub excerpt: String,
    /// The manual excerpt, shown below the headline; may be empty.
    pub standfirst: String,
    /// Sanitized HTML.
    pub html: String,
    /// Origins of the players that the HTML can load.
    pub player_origins: Vec<String>,
    /// Reading time in minutes, at least 1.
    pub minutes: i64,
    pub published: FormattedTime,
    /// Last change, if it was on a later day than the publication.
    pub updated: Option<FormattedTime>,
    pub image: Option<Image>,
    pub author: Option<Author>,
    pub categories: Vec<Term>,
    pub tags: Vec<Term>,
    /// Neighbours in the first category, or on the whole site if there is none.
    pub newer: Option<SiteLink>,
    pub older: Option<SiteLink>,
    /// The closest first.
    pub related: Vec<RelatedPost>,
    /// Of a page: those above it, topmost first, and those directly below it.
    pub above: Vec<SiteLink>,
    pub below: Vec<SiteLink>,
    pub share: Share,
    pub discussion: Discussion,
    /// Whether the newest comment is the first.
    pub newest_first: bool,
}

/// A post that another leads on to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RelatedPost {
    pub slug: String,
    pub title: String,
    pub date: FormattedTime,
    pub image: Option<Image>,
}

/// Share links of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Absolute URL of the post.
    pub url: String,
    pub facebook: String,
    pub x: String,
    pub zalo: String,
    pub email: String,
}
