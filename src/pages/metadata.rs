use leptos::prelude::*;

use super::json_ld::json_ld;
use super::link_tags::link_tags;
use super::listing::kicker;
use super::location::DocumentLocation;
use super::open_graph::open_graph;
use crate::components::escape::escape;
use crate::i18n::texts;
use crate::model::address::Address;
use crate::model::direction::isolate;
use crate::model::error::Error;
use crate::model::site::Site;
use crate::model::view::{View, ViewResult};

/// Metadata of a page for browsers and search engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMetadata {
    /// Title of the document, including the site's.
    pub title: String,
    pub description: String,
    /// Whether the page has `noindex`.
    pub is_hidden: bool,
}

impl PageMetadata {
    /// Returns the metadata of the view at a path.
    pub fn of(site: &Site, viewed: &ViewResult, path: &str) -> PageMetadata {
        let texts = texts(site.language);
        let address = Address::parse(path);
        let (title, description) = match viewed {
            Ok(View::Post(post) | View::Page(post)) => {
                let title = if post.seo_title.is_empty() { &post.title } else { &post.seo_title };
                (title.clone(), post.excerpt.clone())
            }
            Ok(View::Listing(listing)) if listing.title.is_empty() => {
                let title = match site.tagline.as_str() {
                    "" => site.title.clone(),
                    tagline => format!("{} – {}", isolate(&site.title), isolate(tagline)),
                };
                (title, site.tagline.clone())
            }
            Ok(View::Listing(listing)) => {
                let description = match kicker(&address, texts).unwrap_or_default() {
                    "" => format!("{}. {}", isolate(&listing.title), site.tagline),
                    kicker => format!("{kicker}: {}. {}", isolate(&listing.title), site.tagline),
                };
                (listing.title.clone(), description)
            }
            Ok(View::Search(search)) if search.typed.is_empty() => {
                (texts.search.to_owned(), format!("{}. {}", texts.search_label, site.tagline))
            }
            Ok(View::Search(search)) => {
                // Screen readers announce the title, so it includes the number of results.
                ((texts.search_count)(search.total, search.is_more, &search.typed), String::new())
            }
            Ok(View::Moved(_)) | Err(Error::NotFound) => (texts.not_found_title.to_owned(), String::new()),
            Err(Error::Gone) => (texts.gone_title.to_owned(), String::new()),
            Err(Error::Unavailable) => (texts.unavailable_title.to_owned(), String::new()),
            Err(_) => (texts.broken_title.to_owned(), String::new()),
        };
        let title = match site.title.as_str() {
            "" => title,
            site if title.starts_with(site) => title,
            site => format!("{} – {}", isolate(&title), isolate(site)),
        };
        // Search results are private and unlimited in number, so they are not indexed. The empty search page is.
        let is_search = matches!(viewed, Ok(View::Search(search)) if !search.typed.is_empty());
        let is_hidden = viewed.is_err() || is_search || matches!(address, Address::Preview(_));
        PageMetadata { title, description, is_hidden }
    }
}

/// Renders the metadata, with the tags of `verification` (name and content), and with link tags, Open Graph and JSON-LD if the page is indexed.
pub fn metadata(
    head: PageMetadata,
    site: &Site,
    viewed: &ViewResult,
    place: &DocumentLocation,
    verification: &[(&'static str, String)],
) -> impl IntoView + use<> {
    let PageMetadata { title, description, is_hidden } = head;
    // It can be shared, so it keeps the rest.
    let is_noindex = viewed.as_ref().is_ok_and(View::is_noindex);
    let tags = verification.iter().map(|(name, code)| view! { <meta name=*name content=code.clone() /> });
    let verification = tags.collect_view();
    let shown = viewed.as_ref().ok().filter(|_| !is_hidden).map(|view| {
        let called = match view {
            View::Post(post) | View::Page(post) => post.title.clone(),
            View::Listing(listing) if !listing.title.is_empty() => listing.title.clone(),
            _ => title.clone(),
        };
        let found = link_tags(site, view, place);
        let shared = open_graph(site, view, place, called, description.clone());
        (found, shared, json_ld(site, view, place, &description))
    });
    view! {
        // Set as HTML, because a title may contain only text, and a view may add a marker.
        <title inner_html=escape(&title)></title>
        {(!description.is_empty()).then(|| view! { <meta name="description" content=description /> })}
        {(is_hidden || is_noindex).then(|| view! { <meta name="robots" content="noindex" /> })}
        {verification}
        {shown}
    }
}
