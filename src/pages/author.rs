use leptos::prelude::*;

use crate::components::listing::ListingPage;
use crate::components::loaded::loaded;
use crate::i18n::use_texts;
use crate::model::view::View;

/// `/author/{slug}`: who somebody is, and their posts.
#[component]
pub fn AuthorPage() -> impl IntoView {
    loaded(|view| match view {
        View::Listing(listing) => Some(view! { <ListingPage kicker=use_texts().author listing /> }.into_any()),
        _ => None,
    })
}
