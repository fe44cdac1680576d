use super::address::read_address;
use super::legacy_urls::{find_redirect, find_wordpress_query};
use super::read_context::ReadContext;
use super::request_url::RequestUrl;
use super::search;
use crate::model::comment::CommentFormState;
use crate::model::error::Error;
use crate::model::search::SearchScope;
use crate::model::view::{View, ViewResult};

/// Reads the view of a URL (path and query). A comment form that was returned with errors replaces the empty one.
pub async fn read_view(context: &mut ReadContext<'_>, url: &str, form: Option<CommentFormState>) -> ViewResult {
    let requested = RequestUrl::parse(url);
    let mut reading = context.state.store.read_for_page().await?;
    match read_address(context, &mut reading, &requested, form).await {
        Err(Error::NotFound) => find_redirect(context, &mut reading, &requested).await,
        // WordPress serves `/?p=12` and searches (`/?s=`) at the root.
        Ok(View::Listing(listing)) if requested.path == "/" => {
            if let Some(typed) = requested.field("s") {
                return Ok(View::Moved(search::link(&typed, SearchScope::All, 1)));
            }
            Ok(find_wordpress_query(context, &mut reading, &requested)
                .await?
                .map_or(View::Listing(listing), View::Moved))
        }
        found => found,
    }
}
