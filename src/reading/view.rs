use sqlx::SqliteConnection;

use super::listing::{Heading, read_listing};
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
use crate::store::{authors, redirects, terms};

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
            Ok(find_redirect(&mut reading, &requested).await?.map_or(View::Listing(listing), View::Moved))
        }
        found => found,
    }
}

async fn read_address(
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

/// Where an address that shows nothing leads: an old one to its successor, one with a slash at its end to the
/// one without, if that shows something.
async fn find_old(state: &State, reading: &mut SqliteConnection, requested: &Requested) -> Viewed {
    if let Some(target) = find_redirect(reading, requested).await? {
        return Ok(View::Moved(target));
    }
    let bare = requested.path.trim_end_matches('/');
    let bare = match bare.rsplit_once("/page/") {
        Some((base, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => bare,
    };
    let bare = if bare.is_empty() { "/" } else { bare };
    if bare == requested.path {
        return Err(Error::NotFound);
    }
    let without = Requested::parse(&percent_encoding::utf8_percent_encode(bare, PATH).to_string());
    read_address(state, reading, &without, Wanted { url: "", origin: "", form: None }).await?;
    Ok(View::Moved(bare.to_owned()))
}

async fn find_redirect(reading: &mut SqliteConnection, requested: &Requested) -> Result<Option<String>, Error> {
    for key in requested.old_keys() {
        if let Some(target) = redirects::find(reading, &key).await? {
            return Ok(Some(target));
        }
    }
    Ok(None)
}

/// What must be encoded in a path so that it parses to itself (RFC 3986, section 3.3).
const PATH: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b'%').add(b'?').add(b'#');
