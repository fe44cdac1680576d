//! Redirects from legacy URLs.

use super::address::read_address;
use super::archive;
use super::read_context::ReadContext;
use super::request_url::{RequestUrl, wordpress_part};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::feed::{COMMENTS, FeedFormat, feed_path};
use crate::model::view::{View, ViewResult};
use crate::store::redirects;
use crate::store::sql::Connection;

/// Returns the redirect for a URL that has no page: from a legacy URL to its successor, from a trailing slash to the
/// path without it if that has a page, and from a WordPress feed to the matching feed.
pub async fn find_redirect(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
) -> ViewResult {
    if let Some(target) = find_target(reading, requested).await? {
        return Ok(View::Moved(target));
    }
    if let Some(feed) = find_feed(context, reading, requested).await? {
        return Ok(View::Moved(feed));
    }
    if let Some(archive) = archive::of_wordpress(&requested.path, &context.state.settings().site.time_zone) {
        return Ok(View::Moved(archive));
    }
    let bare = requested.path.trim_end_matches('/');
    let bare = match bare.rsplit_once("/page/") {
        Some((base, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => wordpress_part(bare).unwrap_or(bare),
    };
    let bare = if bare.is_empty() { "/" } else { bare };
    // A number there is a year or a month, not a part of the page above.
    if bare == requested.path || matches!(Address::parse(bare), Address::Archive(_)) {
        return Err(Error::NotFound);
    }
    look(context, reading, &RequestUrl::of_path(bare)).await?;
    Ok(View::Moved(bare.to_owned()))
}

/// Returns the target of a WordPress URL at the root, such as `/?p=12` or `/?feed=rss2`.
pub async fn find_wordpress_query(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
) -> Result<Option<String>, Error> {
    let time = requested.value("m").and_then(|value| archive::path_of_query(&value));
    let zone = context.state.settings().site.time_zone.clone();
    if let Some(archive) = time.and_then(|time| archive::of_wordpress(&time, &zone)) {
        return Ok(Some(archive));
    }
    match find_feed(context, reading, requested).await? {
        Some(feed) => Ok(Some(feed)),
        None => match find_target(reading, requested).await? {
            // What this was is not public, or was never here. It is not the front page.
            None if requested.asks_by_id() => Err(Error::NotFound),
            target => Ok(target),
        },
    }
}

/// Looks up a URL in the stored redirects.
///
/// # Errors
/// [`Error::Gone`] if the redirect says that the page was removed for good.
pub async fn find_target(reading: &mut Connection, requested: &RequestUrl) -> Result<Option<String>, Error> {
    for key in requested.old_keys() {
        match redirects::find(reading, &key).await? {
            Some(target) if target.is_empty() => return Err(Error::Gone),
            // The front page of a blog that was in a folder.
            Some(target) if target == "/" && requested.asks_by_id() => return Err(Error::NotFound),
            Some(target) => return Ok(Some(target)),
            None => {}
        }
    }
    Ok(None)
}

/// Returns the feed that replaces a WordPress feed, if its subject still exists.
async fn find_feed(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
) -> Result<Option<String>, Error> {
    let Some(WordpressFeed { base, format }) = WordpressFeed::of(requested) else { return Ok(None) };
    let asked = RequestUrl::parse(&base);
    let is_home = asked.path == "/";
    let base = match find_target(reading, &asked).await? {
        Some(target) => target,
        None if is_home || asked.path == COMMENTS => asked.path,
        None => match look(context, reading, &asked).await {
            Ok(()) => asked.path,
            Err(Error::NotFound) => return Ok(None),
            Err(error) => return Err(error),
        },
    };
    Ok(Some(feed_path(&base, format)))
}

async fn look(context: &mut ReadContext<'_>, reading: &mut Connection, requested: &RequestUrl) -> Result<(), Error> {
    read_address(context, reading, requested, None).await.map(|_| ())
}

/// A WordPress feed URL (<https://developer.wordpress.org/advanced-administration/wordpress/feeds/>).
#[derive(Debug, PartialEq, Eq)]
struct WordpressFeed {
    /// The subject of the feed: a path, optionally with a query.
    base: String,
    format: FeedFormat,
}

impl WordpressFeed {
    fn of(requested: &RequestUrl) -> Option<WordpressFeed> {
        let path = requested.path.trim_end_matches('/');
        if let Some(kind) = requested.value("feed") {
            let (of_comments, kind) = match kind.strip_prefix("comments-") {
                Some(kind) => (true, kind),
                None => (false, &*kind),
            };
            let format = format_of(kind)?;
            let rest = requested.without("feed");
            let base = match (rest.as_str(), path) {
                ("", "") if of_comments => COMMENTS.to_owned(),
                ("", path) => of_root(path),
                (rest, path) => format!("{}?{rest}", of_root(path)),
            };
            return Some(WordpressFeed { base, format });
        }
        let (base, last) = path.rsplit_once('/')?;
        let file = |base: &str, format| Some(WordpressFeed { base: base.to_owned(), format });
        match last {
            "feed" => return file(&of_root(base), FeedFormat::Rss),
            "wp-atom.php" if base.is_empty() => return file("/", FeedFormat::Atom),
            "wp-commentsrss2.php" if base.is_empty() => return file(COMMENTS, FeedFormat::Rss),
            "wp-rss.php" | "wp-rss2.php" | "wp-rdf.php" | "wp-feed.php" if base.is_empty() => {
                return file("/", FeedFormat::Rss);
            }
            _ => {}
        }
        let base = base.strip_suffix("/feed")?;
        file(&of_root(base), format_of(last)?)
    }
}

fn of_root(path: &str) -> String {
    if path.is_empty() { "/".to_owned() } else { path.to_owned() }
}

fn format_of(kind: &str) -> Option<FeedFormat> {
    match kind {
        "feed" | "rss" | "rss2" | "rdf" => Some(FeedFormat::Rss),
        "atom" => Some(FeedFormat::Atom),
        "json" => Some(FeedFormat::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordpress_feed_urls_are_parsed() {
        for (url, base, format) in [
            ("/feed/", "/", FeedFormat::Rss),
            ("/feed/atom/", "/", FeedFormat::Atom),
            ("/feed/rss2", "/", FeedFormat::Rss),
            ("/comments/feed/", COMMENTS, FeedFormat::Rss),
            ("/category/a/b/feed/", "/category/a/b", FeedFormat::Rss),
            ("/2013/01/11/x/feed/atom/", "/2013/01/11/x", FeedFormat::Atom),
            ("/?feed=rss2", "/", FeedFormat::Rss),
            ("/?feed=comments-rss2", COMMENTS, FeedFormat::Rss),
            ("/?feed=atom&cat=3", "/?cat=3", FeedFormat::Atom),
            ("/wp-rss2.php", "/", FeedFormat::Rss),
        ] {
            let found = WordpressFeed::of(&RequestUrl::parse(url));
            assert_eq!(found, Some(WordpressFeed { base: base.to_owned(), format }), "{url}");
        }
        for url in ["/", "/feeds", "/feed/x", "/x/feed/y", "/?feed=x", "/a/wp-rss2.php", "/feed.xml"] {
            assert_eq!(WordpressFeed::of(&RequestUrl::parse(url)), None, "{url}");
        }
    }
}
