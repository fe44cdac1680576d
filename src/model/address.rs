//! The addresses (paths) of the site: parsing and formatting.

pub mod admin;
pub mod paths;
mod period;

use std::fmt;

pub use period::Period;

use super::admin::post::PostKind;

/// What a path of the site refers to. This is the complete list of its URLs. Slugs are as in the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address<'a> {
    Home,
    Post(&'a str),
    Page(&'a str),
    Category(&'a str),
    Tag(&'a str),
    Author(&'a str),
    /// Posts by year and month.
    Archive(Period),
    /// The search page. The search text is in the query.
    Search,
    /// An unpublished post, by its preview token.
    Preview(&'a str),
    /// None of the above; perhaps a legacy URL.
    Other(&'a str),
}

impl<'a> Address<'a> {
    /// Parses a path. With a trailing slash it is a different address, which redirects to the one without.
    pub fn parse(path: &'a str) -> Self {
        let segments = || path.strip_prefix('/').unwrap_or(path).split('/');
        let mut parts = segments();
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        if first == Some("archive") {
            let period = parts.next().is_none().then(|| Period::parse(second, third)).flatten();
            return period.map_or(Address::Other(path), Address::Archive);
        }
        match (first, second, third) {
            (Some(""), None, None) => Address::Home,
            (Some("search"), None, None) => Address::Search,
            (Some(slug), None, None) => Address::Page(slug),
            (Some("posts"), Some(slug), None) if !slug.is_empty() => Address::Post(slug),
            (Some("category"), Some(slug), None) if !slug.is_empty() => Address::Category(slug),
            (Some("tag"), Some(slug), None) if !slug.is_empty() => Address::Tag(slug),
            (Some("author"), Some(slug), None) if !slug.is_empty() => Address::Author(slug),
            (Some("preview"), Some(token), None) if !token.is_empty() => Address::Preview(token),
            _ => Address::Other(path),
        }
    }

    /// Returns whether readers may comment at this address.
    pub fn takes_comments(&self) -> bool {
        matches!(self, Address::Post(_) | Address::Page(_))
    }
}

/// Returns the path of a post or page.
pub fn post_path(kind: PostKind, slug: &str) -> String {
    match kind {
        PostKind::Post => Address::Post(slug).to_string(),
        PostKind::Page => Address::Page(slug).to_string(),
    }
}

/// Returns the URL of a comment on the post or page with this path, whatever page of comments it is on.
pub fn comment_path(path: &str, id: i64) -> String {
    format!("{path}?comment={id}#comment-{id}")
}

/// Returns the URL of the post or page with this path, with the newest comments first.
pub fn newest_first_path(path: &str) -> String {
    format!("{path}?order=newest")
}

/// Formats the path as used in links.
impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Home => f.write_str("/"),
            Address::Post(slug) => write!(f, "/posts/{slug}"),
            Address::Page(slug) => write!(f, "/{slug}"),
            Address::Category(slug) => write!(f, "/category/{slug}"),
            Address::Tag(slug) => write!(f, "/tag/{slug}"),
            Address::Author(slug) => write!(f, "/author/{slug}"),
            Address::Archive(period) => period.fmt(f),
            Address::Search => f.write_str(paths::SEARCH),
            Address::Preview(token) => write!(f, "/preview/{token}"),
            Address::Other(path) => f.write_str(path),
        }
    }
}

/// First path segments that are reserved, so pages cannot have them as slugs.
pub const RESERVED: [&str; 21] = [
    "posts", "category", "tag", "author", "archive", "preview", "search", "feed", "api", "pkg", "admin", "fonts",
    "images", "media", "cards", "oembed", "sitemaps", "healthz", "readyz", "assets", "icons",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_and_display_are_inverse() {
        for path in [
            "/",
            "/posts/a",
            "/gioi-thieu",
            "/category/a",
            "/tag/b",
            "/author/c",
            "/archive",
            "/archive/2026",
            "/archive/2026/01",
            "/search",
            "/preview/1-2.x",
            "/2013/01/11/x",
            "/posts/",
            "/a/",
        ] {
            assert_eq!(Address::parse(path).to_string(), path);
        }
    }

    #[test]
    fn unknown_paths_are_other() {
        for path in [
            "/posts/a/",
            "/posts",
            "/posts/a/b",
            "/gioi-thieu/",
            "/category/a/b",
            "/archive/26",
            "/archive/2026/1",
            "/archive/2026/13",
        ] {
            let address = Address::parse(path);
            let known = matches!(address, Address::Other(_)) || address == Address::Page("posts");
            assert!(known, "{path} is {address:?}");
        }
    }
}
