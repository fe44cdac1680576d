//! Views made into HTML: one file per kind of page, the document around them, and the parts of it that a browser
//! fetches when it goes from page to page. Pages are read before they are rendered: nothing here waits.

mod discovery;
mod document;
mod entry;
mod error;
mod head;
mod home;
mod layout;
mod listing;
mod markers;
mod place;
mod search;
mod sharing;
mod structured;
mod visit;

pub use document::{Frame, document, inline_scripts};
pub use search::suggestions;
pub use visit::visit;

use leptos::prelude::*;

use crate::components::navigation::Navigation;
use crate::i18n::{provide_texts, texts};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::language::Language;
use crate::model::site::Site;
use crate::model::view::{View, Viewed};
use crate::model::visited::Fragments;
use crate::page_cache::Surroundings;
use entry::{Article, Sheet};
use error::{ErrorPage, Gone, NotFound};
use head::Head;
use home::Home;
use listing::{ListingPage, kicker};
use search::SearchPage;

/// The parts of a page for a browser that is on another one. `path` is that of the page.
fn fragments(site: &Surroundings, viewed: Viewed, path: &str) -> Fragments {
    render(site.language, || Fragments {
        title: Head::of(site, &viewed, path).title,
        main: markers::tidy(&content(site, viewed, path).to_html()),
        sidebar: layout::sidebar(site).to_owned(),
    })
}

/// Renders with what the components below take from their surroundings.
fn render<T>(language: Language, make: impl FnOnce() -> T) -> T {
    let owner = Owner::new();
    let made = owner.with(|| {
        provide_texts(language);
        provide_context(Navigation::new(texts(language)));
        make()
    });
    owner.cleanup();
    made
}

/// What stands in `<main>`.
fn content(site: &Site, viewed: Viewed, path: &str) -> AnyView {
    let texts = texts(site.language);
    let address = Address::parse(path);
    let banner =
        matches!(address, Address::Preview(_)).then(|| view! { <p class="preview" role="note">{texts.preview}</p> });
    match viewed {
        Ok(View::Listing(listing)) => match kicker(&address, texts) {
            Some(kicker) => view! { <ListingPage kicker listing /> }.into_any(),
            None => view! { <Home title=site.title.clone() listing /> }.into_any(),
        },
        Ok(View::Post(post)) => {
            let is_public = banner.is_none();
            view! { {banner} <Article post=*post is_public /> }.into_any()
        }
        Ok(View::Page(post)) => view! { {banner} <Sheet post=*post /> }.into_any(),
        Ok(View::Search(search)) => view! { <SearchPage search /> }.into_any(),
        Ok(View::Moved(_)) | Err(Error::NotFound) => {
            let is_preview = banner.is_some();
            view! { <NotFound is_preview /> }.into_any()
        }
        Err(Error::Gone) => view! { <Gone /> }.into_any(),
        Err(error) => view! { <ErrorPage error path=path.to_owned() /> }.into_any(),
    }
}
