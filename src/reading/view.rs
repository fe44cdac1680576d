use sqlx::SqliteConnection;

use super::legacy_urls::{find_redirect, find_wordpress_query};
use super::listing::{ListingHeading, read_listing};
use super::post::read_post;
use super::preview::read_preview;
use super::request_url::RequestUrl;
use super::search::{self, read_search};
use crate::model::address::Address;
use crate::model::comment::CommentFormState;
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::model::view::{View, ViewResult};
use crate::state::AppState;
use crate::store::posts::PostKind;
use crate::store::{authors, terms};

/// What somebody wants to see.
#[derive(Debug)]
pub struct ViewRequest<'a> {
    /// A path with its query.
    pub url: &'a str,
    /// Where the site is reached, such as `https://example.org`: for links that leave it.
    pub origin: &'a str,
    /// A comment form that came back with faults, to be shown in place of an empty one.
    pub form: Option<CommentFormState>,
}

/// What a URL shows.
pub async fn read_view(state: &AppState, wanted: ViewRequest<'_>) -> ViewResult {
    let requested = RequestUrl::parse(wanted.url);
    let mut reading = state.store.read().await?;
    match read_address(state, &mut reading, &requested, wanted).await {
        Err(Error::NotFound) => find_redirect(state, &mut reading, &requested).await,
        // WordPress answers `/?p=12` at the root, and searches with `/?s=`.
        Ok(View::Listing(listing)) if requested.path == "/" => {
            if let Some(typed) = requested.field("s") {
                return Ok(View::Moved(search::link(&typed, 1)));
            }
            Ok(find_wordpress_query(state, &mut reading, &requested).await?.map_or(View::Listing(listing), View::Moved))
        }
        found => found,
    }
}

/// What an address of ours shows.
pub async fn read_address(
    state: &AppState,
    reading: &mut SqliteConnection,
    requested: &RequestUrl,
    wanted: ViewRequest<'_>,
) -> ViewResult {
    match Address::parse(&requested.path) {
        Address::Home => read_listing(state, reading, requested, ListingHeading::Home).await,
        Address::Post(slug) => read_post(state, reading, requested, PostKind::Post, slug, wanted).await,
        Address::Page(slug) => read_post(state, reading, requested, PostKind::Page, slug, wanted).await,
        Address::Category(slug) => {
            let term = terms::find(reading, TermKind::Category, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, ListingHeading::Term(term)).await
        }
        Address::Tag(slug) => {
            let term = terms::find(reading, TermKind::Tag, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, ListingHeading::Term(term)).await
        }
        Address::Author(slug) => {
            let author = authors::find(reading, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, ListingHeading::Author(author)).await
        }
        Address::Search => read_search(state, reading, requested).await,
        Address::Preview(token) => read_preview(state, reading, token).await,
        Address::Other(_) => Err(Error::NotFound),
    }
}
