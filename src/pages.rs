//! Renders views as HTML: one file per kind of page, the document around them, and the fragments for client-side
//! navigation. All data is read before rendering, so nothing here is asynchronous.

mod breadcrumbs;
mod document;
mod error;
mod fragments;
mod head_identity;
mod home;
mod hydration_markers;
mod json_ld;
mod layout;
mod link_tags;
mod listing;
mod location;
mod metadata;
mod open_graph;
mod post;
mod search;
mod slots;
mod snippets;

pub use document::{ClientUrls, consent_script, document, embed_script, inline_scripts};
pub use fragments::read_fragments;
pub use head_identity::HeadIdentity;
pub use hydration_markers::strip_hydration_markers;
pub use search::suggestions;

use leptos::prelude::*;

use crate::components::client_context::ClientContext;
use crate::components::slot::{PageSlot, provide_slots};
use crate::i18n::{provide_texts, texts};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::page_extras::PageExtras;
use crate::model::page_fragments::PageFragments;
use crate::model::site::Site;
use crate::model::slot::Slot;
use crate::model::view::{View, ViewResult};
use crate::page_cache::SiteChrome;
use crate::reading::picture_origin::place_pictures;
use error::{ErrorPage, Gone, NotFound, PreviewGone};
use home::Home;
use listing::{ListingPage, kicker};
use location::DocumentLocation;
use metadata::{PageMetadata, metadata};
use post::{Article, StaticPage};
use search::SearchPage;
use slots::insert_in_text;

/// Renders the fragments of a page for client-side navigation, for a URL of the site at `origin`.
fn fragments(site: &SiteChrome, viewed: ViewResult, extras: PageExtras, origin: &str, url: &str) -> PageFragments {
    let has_players = viewed.as_ref().is_ok_and(|view| !view.player_origins().is_empty());
    let needs_document = extras.needs_document || has_players;
    let place = DocumentLocation::of(origin, url, viewed.as_ref().ok());
    let head = PageMetadata::of(site, &viewed, &place.path);
    let strip = hydration_markers::strip_hydration_markers;
    render(&extras, || PageFragments {
        needs_document,
        title: head.title.clone(),
        language: site.language.tag().to_owned(),
        metadata: strip(&metadata(head, site, &viewed, &place, &extras.verification).to_html()),
        sidebar: layout::sidebar(site, &viewed, &extras),
        main: strip(&content(site, viewed, &extras, &place.path).to_html()),
    })
}

/// Renders with the contexts that the components use.
fn render<T>(extras: &PageExtras, make: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    let made = owner.with(|| {
        provide_texts(extras.language);
        provide_context(extras.language);
        provide_context(ClientContext::new(texts(extras.language)));
        provide_slots(extras);
        make()
    });
    owner.cleanup();
    made
}

/// Renders the content of `<main>`.
fn content(site: &Site, viewed: ViewResult, extras: &PageExtras, path: &str) -> AnyView {
    let texts = texts(site.language);
    let address = Address::parse(path);
    let banner =
        matches!(address, Address::Preview(_)).then(|| view! { <p class="preview" role="note">{texts.preview}</p> });
    let above = viewed.as_ref().map_or_else(|_| Vec::new(), |view| breadcrumbs::above(site, view, path));
    let viewed = viewed.map(|view| insert_in_text(place_pictures(view, &site.picture_origin), extras));
    let main = match viewed {
        Ok(View::Listing(listing)) => match kicker(&address, texts) {
            Some(kicker) => view! { <ListingPage kicker above listing /> }.into_any(),
            None => view! { <Home title=site.title.clone() listing /> }.into_any(),
        },
        Ok(View::Post(post)) => {
            let is_public = banner.is_none();
            view! { {banner} <Article post=*post above is_public /> }.into_any()
        }
        Ok(View::Page(post)) => view! { {banner} <StaticPage post=*post above /> }.into_any(),
        Ok(View::Search(search)) => view! { <SearchPage search /> }.into_any(),
        Ok(View::Moved(_)) | Err(Error::NotFound) if banner.is_some() => view! { <PreviewGone /> }.into_any(),
        Ok(View::Moved(_)) | Err(Error::NotFound) => view! { <NotFound path=path.to_owned() /> }.into_any(),
        Err(Error::Gone) => view! { <Gone path=path.to_owned() /> }.into_any(),
        Err(error) => view! { <ErrorPage error path=path.to_owned() /> }.into_any(),
    };
    view! { <PageSlot at=Slot::BelowHeader />{main} }.into_any()
}
