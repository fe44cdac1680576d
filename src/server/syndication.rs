//! Feeds, the sitemap index and robots.txt. They are cached like pages, which also gives them entity tags.

use axum::body::Body;
use axum::response::{IntoResponse, Response};

use super::conditional_request::dated;
use super::redirect::moved_permanently;
use crate::model::address::paths;
use crate::model::error::Error;
use crate::model::feed::{FeedFormat, parse_feed_path};
use crate::page_cache::CachePolicy;
use crate::reading::ReadContext;
use crate::reading::feed::{Feed, FeedResult, read_feed};
use crate::reading::sitemap::read_ranges;
use crate::state::AppState;
use crate::syndication::{robots, sitemap, write_feed};

/// Responds if the path is one of these.
pub async fn answer(context: &mut ReadContext<'_>, path: &str) -> Option<(CachePolicy, Response)> {
    let answer = match path {
        "/robots.txt" => {
            let settings = context.state.settings();
            let body = robots(context.origin, &settings.site.robots, settings.site.ai_crawlers);
            Ok(dated(body.into(), "text/plain; charset=utf-8", None))
        }
        paths::SITEMAP_INDEX => index(context.state, context.origin).await,
        // Sitemap paths of WordPress and its plugins.
        "/wp-sitemap.xml" | "/sitemap_index.xml" => {
            return Some((CachePolicy::Uncacheable, moved_permanently(paths::SITEMAP_INDEX)));
        }
        path => {
            let (base, format) = parse_feed_path(path)?;
            match read_feed(context, base, format).await {
                Ok(FeedResult::Feed(feed)) => write(&feed, format),
                Ok(FeedResult::Moved(path)) => return Some((CachePolicy::Uncacheable, moved_permanently(&path))),
                Err(error) => Err(error),
            }
        }
    };
    match answer {
        Ok(answer) => Some((CachePolicy::Page(std::mem::take(&mut context.dependencies)), answer)),
        // There may be a redirect, and the page renders the 404.
        Err(Error::NotFound) => None,
        Err(error) => Some((CachePolicy::Uncacheable, error.into_response())),
    }
}

fn write(feed: &Feed, format: FeedFormat) -> Result<Response, Error> {
    let body = write_feed(feed, format).map_err(broken)?;
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

/// Logs an error of writing XML to memory, which does not happen.
pub fn broken(error: std::io::Error) -> Error {
    tracing::error!(%error, "XML was not written");
    Error::Internal
}
