use leptos::prelude::*;

use super::location::DocumentLocation;
use crate::i18n::use_texts;
use crate::model::address::{Address, paths};
use crate::model::feed::{FeedFormat, feed_path};
use crate::model::site::Site;
use crate::model::view::View;
use crate::reading::request_url::absolute;
use crate::reading::share_links::encode;

/// Renders the `<link>` elements: canonical URL, adjacent pages, feeds and oEmbed.
pub fn link_tags(site: &Site, view: &View, place: &DocumentLocation) -> impl IntoView + use<> {
    let texts = use_texts();
    let mut feeds = Vec::new();
    let (mut newer, mut older, mut embedding) = (None, None, None);
    let mut canonical = place.canonical.clone();
    match view {
        View::Post(post) | View::Page(post) => {
            if !post.canonical.is_empty() {
                canonical = absolute(&place.origin, &post.canonical);
            }
            feeds.push((FeedFormat::Rss, feed_path(&place.path, FeedFormat::Rss), (texts.comments_on)(&post.title)));
            embedding = Some(format!("{}{}?url={}", place.origin, paths::OEMBED, encode(&place.canonical)));
        }
        View::Listing(listing) => {
            if !listing.title.is_empty() && !matches!(Address::parse(&place.path), Address::Archive(_)) {
                let title = format!("{} – {}", listing.title, site.title);
                let own = [FeedFormat::Rss, FeedFormat::Atom]
                    .map(|format| (format, feed_path(&place.path, format), title.clone()));
                feeds.extend(own);
            }
            // The list of a front page is one of its sections.
            let in_sections = listing.sections.iter().find_map(|section| section.older.clone());
            (newer, older) = (listing.newer.clone(), listing.older.clone().or(in_sections));
        }
        _ => {}
    }
    feeds.extend(FeedFormat::ALL.map(|format| (format, feed_path("/", format), site.title.clone())));
    let feeds = feeds.into_iter().map(|(format, path, title)| {
        let title = format!("{title} ({})", format.name());
        view! { <link rel="alternate" r#type=format.content_type() title=title href=absolute(&place.origin, &path) /> }
    });
    let feeds = feeds.collect_view();
    let neighbour = |rel: &'static str, path: Option<String>| {
        path.map(|path| view! { <link rel=rel href=absolute(&place.origin, &path) /> })
    };
    let neighbours = (neighbour("prev", newer), neighbour("next", older));
    view! {
        <link rel="canonical" href=canonical />
        {neighbours}
        {feeds}
        {embedding.map(|url| view! {
            <link rel="alternate" r#type="application/json+oembed" href=format!("{url}&format=json") />
            <link rel="alternate" r#type="text/xml+oembed" href=format!("{url}&format=xml") />
        })}
    }
}
