//! Machine-readable formats: feeds, sitemaps, robots.txt and oEmbed. Serializes what `reading` has read to XML and
//! JSON.

mod ai_crawlers;
mod atom;
mod json;
pub mod oembed;
mod robots;
mod rss;
pub mod sitemap;
mod xml;

pub use robots::robots;

use std::io;

use jiff::ZonedDateTime;

use crate::model::feed::FeedFormat;
use crate::reading::feed::Feed;

/// Serializes a feed in one of its formats.
pub fn write_feed(feed: &Feed, format: FeedFormat) -> io::Result<Vec<u8>> {
    match format {
        FeedFormat::Rss => rss::write(feed),
        FeedFormat::Atom => atom::write(feed),
        FeedFormat::Json => Ok(json::write(feed)),
    }
}

/// Formats a time by RFC 3339.
fn rfc3339(at: &ZonedDateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
