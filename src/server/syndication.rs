//! What programs ask for at addresses of their own: feeds, the index of sitemaps, the rules for robots. They are kept as
//! pages are, which is where they get their entity tags.

use axum::body::Body;
use axum::response::{IntoResponse, Response};

use super::conditional_request::dated;
use super::redirect::moved_permanently;
use crate::model::error::Error;
use crate::model::feed::{FeedFormat, parse_feed_path};
use crate::reading::feed::{FeedResult, read_feed};
use crate::reading::sitemap::read_ranges;
use crate::state::AppState;
use crate::syndication::{robots, sitemap, write_feed};

/// The answer, if the path is one of theirs.
pub async fn answer(state: &AppState, origin: &str, path: &str) -> Option<Response> {
    let answer = match path {
        "/robots.txt" => {
            let body = robots(origin, &state.settings().site.robots);
            Ok(dated(body.into(), "text/plain; charset=utf-8", None))
        }
        "/sitemap.xml" => index(state, origin).await,
        // Those that WordPress and its plugins have.
        "/wp-sitemap.xml" | "/sitemap_index.xml" => Ok(moved_permanently("/sitemap.xml")),
        path => {
            let (base, format) = parse_feed_path(path)?;
            feed(state, origin, base, format).await
        }
    };
    match answer {
        // There may be an old address, and there are words for readers.
        Err(Error::NotFound) => None,
        Err(error) => Some(error.into_response()),
        Ok(answer) => Some(answer),
    }
}

async fn feed(state: &AppState, origin: &str, base: &str, format: FeedFormat) -> Result<Response, Error> {
    let feed = match read_feed(state, origin, base, format).await? {
        FeedResult::Feed(feed) => feed,
        FeedResult::Moved(path) => return Ok(moved_permanently(&path)),
    };
    let body = write_feed(&feed, format).map_err(broken)?;
    let modified = feed.updated().map(|at| at.timestamp().as_millisecond());
    let content_type = match format {
        FeedFormat::Rss => "application/rss+xml; charset=utf-8",
        FeedFormat::Atom => "application/atom+xml; charset=utf-8",
        FeedFormat::Json => "application/feed+json; charset=utf-8",
    };
    Ok(dated(Body::from(body), content_type, modified))
}

async fn index(state: &AppState, origin: &str) -> Result<Response, Error> {
    let ranges = read_ranges(state, sitemap::SIZE).await?;
    let body = sitemap::write_index(origin, &ranges).map_err(broken)?;
    Ok(dated(Body::from(body), "application/xml; charset=utf-8", None))
}

/// Writing to memory does not fail.
pub fn broken(error: std::io::Error) -> Error {
    tracing::error!(%error, "XML was not written");
    Error::Internal
}
