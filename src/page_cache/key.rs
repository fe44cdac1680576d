//! Cache keys.

use percent_encoding::percent_decode_str;

use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;
use crate::model::feed::parse_feed_path;

/// Parameters that advertising and newsletters add. Pages ignore them.
const TRACKING_PARAMETERS: [&str; 9] =
    ["fbclid", "gclid", "zarsrc", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "_gl"];
/// Parameters that pages read and whose values are limited.
const KNOWN_PARAMETERS: [&str; 5] = ["before", "after", "reply", "comment", "order"];
/// Paths that are specific to a user, or not pages, besides those of the admin.
const UNCACHEABLE_PATHS: [&str; 5] = [paths::API, paths::MEDIA, paths::CLIENT_FILES, "/healthz", "/readyz"];

/// Appends the cache key of a URL to `key`, which already names the origin. The key omits parameters that pages ignore.
/// Returns false for URLs that are not cached: those specific to a user, and those with unknown parameters, whose
/// number is unlimited.
pub fn append_key(key: &mut String, path: &str, query: Option<&str>) -> bool {
    // The parts of a page are cached like the page.
    if path == paths::VIEW {
        let Some(url) = query.and_then(|query| query.strip_prefix("url=")).filter(|url| !url.contains(['&', '+']))
        else {
            return false;
        };
        let Ok(url) = percent_decode_str(url).decode_utf8() else { return false };
        let (path, query) = url.split_once('?').map_or((&*url, None), |(path, query)| (path, Some(query)));
        key.push_str(paths::VIEW);
        return add(key, path, query);
    }
    add(key, path, query)
}

fn add(key: &mut String, path: &str, query: Option<&str>) -> bool {
    // Only files have a dot in their path; slugs have none.
    let is_file = path.contains('.') && !is_made(path);
    let is_apart = AdminAddress::contains(path) || UNCACHEABLE_PATHS.iter().any(|start| path.starts_with(start));
    if is_apart || is_file || !path.starts_with('/') || path.contains('#') {
        return false;
    }
    key.push_str(path);
    let mut separator = '?';
    for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let name = pair.split('=').next().unwrap_or_default();
        if TRACKING_PARAMETERS.contains(&name) || name.starts_with("utm_") {
            continue;
        }
        if !KNOWN_PARAMETERS.contains(&name) {
            return false;
        }
        key.push(separator);
        key.push_str(pair);
        separator = '&';
    }
    true
}

/// Returns whether a path is a generated file: a feed or a sitemap.
fn is_made(path: &str) -> bool {
    let is_identity =
        path == paths::MANIFEST || path.starts_with(paths::ICONS) || path.starts_with(paths::IDENTITY_STYLES);
    path == paths::SITEMAP_INDEX || path.starts_with(paths::SITEMAPS) || is_identity || parse_feed_path(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, query: Option<&str>) -> Option<String> {
        let mut key = "https://bao.example".to_owned();
        append_key(&mut key, path, query).then_some(key)
    }

    fn at(path: &str) -> Option<String> {
        Some(format!("https://bao.example{path}"))
    }

    #[test]
    fn ignored_parameters_are_left_out() {
        assert_eq!(of("/posts/a", None), at("/posts/a"));
        assert_eq!(of("/administration", None), at("/administration"), "a page, not the admin");
        assert_eq!(of("/posts/a", Some("fbclid=x&utm_source=zalo")), at("/posts/a"));
        assert_eq!(of("/", Some("gclid=1&before=5-6")), at("/?before=5-6"));
        assert_eq!(of("/", Some("p=12")), None, "an old address");
        assert_eq!(of("/posts/a", Some("waiting=token")), None, "for one person");
        assert_eq!(of("/search", Some("q=long+an")), None, "of searches there is no end");
        for path in ["/feed.xml", "/tag/lua/atom.xml", "/posts/a/feed.json", "/sitemap.xml", "/sitemaps/posts-1.xml"] {
            assert_eq!(of(path, None), at(path), "{path}");
        }
        for path in ["/admin", "/admin/posts", "/api/comments", "/media/1/a.png", "/pkg/style/main.css", "/favicon.svg"]
        {
            assert_eq!(of(path, None), None, "{path}");
        }
    }

    #[test]
    fn view_requests_are_cached_like_pages() {
        let view = |query| of("/api/view", Some(query));
        assert_eq!(view("url=%2Fposts%2Fa"), at("/api/view/posts/a"));
        assert_eq!(view("url=/posts/a?fbclid=x"), at("/api/view/posts/a"));
        assert_eq!(view("url=%2F%3Fbefore%3D5-6"), at("/api/view/?before=5-6"));
        for query in ["url=%2Fposts%2Fa%3Fwaiting%3Dtoken", "url=posts", "url=%FF", "url=/a&url=/b", "url=/a%23b", ""] {
            assert_eq!(view(query), None, "{query}");
        }
        assert_eq!(view("url=/api/view?url=/"), None);
    }
}
