use super::address::read_address;
use super::legacy_urls::{find_redirect, find_wordpress_query};
use super::request_url::RequestUrl;
use super::search;
use super::view_request::ViewRequest;
use crate::model::error::Error;
use crate::model::view::{View, ViewResult};
use crate::state::AppState;

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
