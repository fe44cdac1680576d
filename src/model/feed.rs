//! Feeds: their formats and their addresses. What is at `/tag/lua` has its feeds at `/tag/lua/feed.xml` and beside it.

/// The formats every feed comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0 (<https://www.rssboard.org/rss-specification>).
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
    Json,
}

/// What the feed of the newest comments on all posts stands below.
pub const COMMENTS: &str = "/comments";

impl FeedFormat {
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The last part of the feed's path.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn content_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON Feed",
        }
    }
}

/// The path of the feed of what is at `base`.
pub fn feed_path(base: &str, format: FeedFormat) -> String {
    format!("{}/{}", base.trim_end_matches('/'), format.file())
}

/// The path that a feed is about, and its format. `None` for what is not the path of a feed.
pub fn parse_feed_path(path: &str) -> Option<(&str, FeedFormat)> {
    let (base, file) = path.rsplit_once('/')?;
    let format = FeedFormat::ALL.into_iter().find(|format| format.file() == file)?;
    Some((if base.is_empty() { "/" } else { base }, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_written() {
        for base in ["/", "/tag/lua", COMMENTS] {
            for format in FeedFormat::ALL {
                assert_eq!(parse_feed_path(&feed_path(base, format)), Some((base, format)));
            }
        }
        assert_eq!(feed_path("/", FeedFormat::Rss), "/feed.xml");
        assert_eq!(parse_feed_path("/feed"), None);
    }
}
