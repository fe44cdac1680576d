//! Paths of the API and of files. Prefixes end with a slash.

/// Prefix of the API for readers.
pub const API: &str = "/api/";
/// Prefix of the API for the admin.
pub const ADMIN_API: &str = "/api/admin/";
/// Receives comments.
pub const COMMENTS: &str = "/api/comments";
/// Suggests posts for the search box.
pub const SUGGESTIONS: &str = "/api/suggest";
/// Renders the parts of a page, for client-side navigation.
pub const VIEW: &str = "/api/view";
/// Prefix of the files of the clients.
pub const CLIENT_FILES: &str = "/pkg/";
/// Prefix of the files of the media library.
pub const MEDIA: &str = "/media/";
/// Prefix of the social cards.
pub const SOCIAL_CARDS: &str = "/cards/";
/// The search page, which [`Address::Search`](super::Address::Search) names.
pub const SEARCH: &str = "/search";
/// What a reader is told by mail, by a token in a mail.
pub const SUBSCRIPTIONS: &str = "/mail/subscriptions";
/// Ends a subscription without any question (RFC 8058).
pub const UNSUBSCRIBE: &str = "/mail/unsubscribe";
/// oEmbed (<https://oembed.com>).
pub const OEMBED: &str = "/oembed";
/// The index of all sitemaps.
pub const SITEMAP_INDEX: &str = "/sitemap.xml";
/// Prefix of the sitemaps.
pub const SITEMAPS: &str = "/sitemaps/";

/// Where style sheets of the site's identity are served.
pub const IDENTITY_STYLES: &str = "/assets/";

/// Where the sizes of the site's icon are served.
pub const ICONS: &str = "/icons/";

/// The web app manifest.
pub const MANIFEST: &str = "/site.webmanifest";

/// Returns the path of the style sheet of the site's identity, which has this digest.
pub fn identity_style(digest: &str) -> String {
    format!("{IDENTITY_STYLES}identity-{digest}.css")
}

/// Returns the path of a file of the media library, such as `/media/12/ben-luc.jpg`.
pub fn media(id: i64, name: &str) -> String {
    format!("{MEDIA}{id}/{name}")
}

/// Parses the id from the path of a file of the media library.
pub fn parse_media(path: &str) -> Option<i64> {
    let (id, name) = path.strip_prefix(MEDIA)?.split_once('/')?;
    let is_name = !name.is_empty() && !name.contains('/');
    id.parse().ok().filter(|id| is_name && *id > 0)
}

/// Returns the path of the results of a search. `query` is encoded.
pub fn search(query: &str) -> String {
    format!("{SEARCH}?q={query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_paths_have_an_id_and_a_name() {
        assert_eq!(parse_media(&media(12, "a.jpg")), Some(12));
        for other in ["/media/12", "/media/12/", "/media/x/a.jpg", "/media/-1/a", "/media/1/a/b", "//media/1/a", "a"] {
            assert_eq!(parse_media(other), None, "{other}");
        }
    }
}
