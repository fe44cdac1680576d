use super::archive;
use super::front_page::{read_category, read_home};
use super::listing::{ListingHeading, read_listing};
use super::post::read_post;
use super::preview::read_preview;
use super::read_context::ReadContext;
use super::request_url::RequestUrl;
use super::search::read_search;
use crate::model::address::Address;
use crate::model::comment::CommentFormState;
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::model::view::ViewResult;
use crate::store::posts::PostKind;
use crate::store::sql::Connection;
use crate::store::{authors, terms};

/// Reads the view at an address of this site.
pub async fn read_address(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    form: Option<CommentFormState>,
) -> ViewResult {
    match Address::parse(&requested.path) {
        Address::Home => read_home(context, reading, requested).await,
        Address::Post(slug) => read_post(context, reading, requested, PostKind::Post, slug, form).await,
        Address::Page(slug) => read_post(context, reading, requested, PostKind::Page, slug, form).await,
        Address::Category(slug) => {
            let term = terms::find(reading, TermKind::Category, slug).await?.ok_or(Error::NotFound)?;
            read_category(context, reading, requested, term).await
        }
        Address::Tag(slug) => {
            let term = terms::find(reading, TermKind::Tag, slug).await?.ok_or(Error::NotFound)?;
            read_listing(context, reading, requested, ListingHeading::Term(term)).await
        }
        Address::Author(slug) => {
            let author = authors::find(reading, slug).await?.ok_or(Error::NotFound)?;
            read_listing(context, reading, requested, ListingHeading::Author(author)).await
        }
        Address::Archive(period) => {
            let scope = archive::scope_of(period, &context.state.settings().site.time_zone).ok_or(Error::NotFound)?;
            read_listing(context, reading, requested, ListingHeading::Archive(period, scope)).await
        }
        Address::Search => read_search(context.state, reading, requested).await,
        Address::Preview(token) => read_preview(context.state, reading, token).await,
        Address::Other(_) => Err(Error::NotFound),
    }
}
