//! Feed formats and paths. The feeds of `/tag/lua` are at `/tag/lua/feed.xml`, `/tag/lua/atom.xml` and
//! `/tag/lua/feed.json`.

/// Formats of feeds. Every feed is available in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0 (<https://www.rssboard.org/rss-specification>).
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
    Json,
}

/// Base path of the feed of all posts' newest comments.
pub const COMMENTS: &str = "/comments";

impl FeedFormat {
    /// All formats.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// Returns the last segment of the feed's path.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// Returns the media type.
    pub fn content_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    /// Returns the display name.
    pub fn name(self) -> &'static str {
        match self {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON Feed",
        }
    }
}

/// Returns the path of the feed for the page at `base`.
pub fn feed_path(base: &str, format: FeedFormat) -> String {
    format!("{}/{}", base.trim_end_matches('/'), format.file())
}

/// Parses the path of a feed into the path that it is about and the format. `None` for other paths.
pub fn parse_feed_path(path: &str) -> Option<(&str, FeedFormat)> {
    let (base, file) = path.rsplit_once('/')?;
    let format = FeedFormat::ALL.into_iter().find(|format| format.file() == file)?;
    Some((if base.is_empty() { "/" } else { base }, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feed_paths_round_trip() {
        for base in ["/", "/tag/lua", COMMENTS] {
            for format in FeedFormat::ALL {
                assert_eq!(parse_feed_path(&feed_path(base, format)), Some((base, format)));
            }
        }
        assert_eq!(feed_path("/", FeedFormat::Rss), "/feed.xml");
        assert_eq!(parse_feed_path("/feed"), None);
    }
}
