use sqlx::SqliteConnection;

use super::listing::{Heading, read_listing};
use super::old::{find_old, find_old_query};
use super::post::read_post;
use super::preview::read_preview;
use super::search::{self, read_search};
use super::url::Requested;
use crate::model::address::Address;
use crate::model::comment::CommentForm;
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::model::view::{View, Viewed};
use crate::state::State;
use crate::store::posts::Kind;
use crate::store::{authors, terms};

/// What somebody wants to see.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// A path with its query.
    pub url: &'a str,
    /// Where the site is reached, such as `https://example.org`: for links that leave it.
    pub origin: &'a str,
    /// A comment form that came back with faults, to be shown in place of an empty one.
    pub form: Option<CommentForm>,
}

/// What a URL shows.
pub async fn read_view(state: &State, wanted: Wanted<'_>) -> Viewed {
    let requested = Requested::parse(wanted.url);
    let mut reading = state.store.read().await?;
    match read_address(state, &mut reading, &requested, wanted).await {
        Err(Error::NotFound) => find_old(state, &mut reading, &requested).await,
        // WordPress answers `/?p=12` at the root, and searches with `/?s=`.
        Ok(View::Listing(listing)) if requested.path == "/" => {
            if let Some(typed) = requested.field("s") {
                return Ok(View::Moved(search::link(&typed, 1)));
            }
            Ok(find_old_query(state, &mut reading, &requested).await?.map_or(View::Listing(listing), View::Moved))
        }
        found => found,
    }
}

/// What an address of ours shows.
pub async fn read_address(
    state: &State,
    reading: &mut SqliteConnection,
    requested: &Requested,
    wanted: Wanted<'_>,
) -> Viewed {
    match Address::parse(&requested.path) {
        Address::Home => read_listing(state, reading, requested, Heading::Home).await,
        Address::Post(slug) => read_post(state, reading, requested, Kind::Post, slug, wanted).await,
        Address::Page(slug) => read_post(state, reading, requested, Kind::Page, slug, wanted).await,
        Address::Category(slug) => {
            let term = terms::find(reading, TermKind::Category, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, Heading::Term(term)).await
        }
        Address::Tag(slug) => {
            let term = terms::find(reading, TermKind::Tag, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, Heading::Term(term)).await
        }
        Address::Author(slug) => {
            let author = authors::find(reading, slug).await?.ok_or(Error::NotFound)?;
            read_listing(state, reading, requested, Heading::Author(author)).await
        }
        Address::Search => read_search(state, reading, requested).await,
        Address::Preview(token) => read_preview(state, reading, token).await,
        Address::Other(_) => Err(Error::NotFound),
    }
}
