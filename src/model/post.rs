use serde::{Deserialize, Serialize};

use super::{
    author::{Author, Byline},
    comment::Discussion,
    formatted_time::FormattedTime,
    site::SiteLink,
    term::Term,
};

/// A post among others: on the home page, in a category.
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

/// A picture that stands for a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    pub src: String,
    pub alt: String,
    pub caption: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// The value of `srcset`; empty where there is but one file.
    pub set: String,
}

/// A whole post, on its own page. A page of the site (About, Contact) is one without date, author and terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Post {
    pub slug: String,
    pub title: String,
    /// In place of the title, for search engines; empty where the title will do.
    pub seo_title: String,
    /// Plain text, for descriptions.
    pub excerpt: String,
    /// What stands below the headline, when somebody wrote it; else empty.
    pub standfirst: String,
    /// Sanitized HTML.
    pub html: String,
    /// Reading time, at least 1.
    pub minutes: i64,
    pub published: FormattedTime,
    /// When it was changed later than the day it was published.
    pub updated: Option<FormattedTime>,
    pub image: Option<Image>,
    pub author: Option<Author>,
    pub categories: Vec<Term>,
    pub tags: Vec<Term>,
    pub newer: Option<SiteLink>,
    pub older: Option<SiteLink>,
    pub share: Share,
    pub discussion: Discussion,
}

/// Addresses that pass a post on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The post's own, absolute.
    pub url: String,
    pub facebook: String,
    pub x: String,
    pub zalo: String,
    pub email: String,
}
