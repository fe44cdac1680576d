use leptos::prelude::*;

use crate::components::listing::ListingPage;
use crate::components::loaded::loaded;
use crate::i18n::use_texts;
use crate::model::view::View;

/// `/category/{slug}`: the posts of a category.
#[component]
pub fn CategoryPage() -> impl IntoView {
    loaded(|view| match view {
        View::Listing(listing) => Some(view! { <ListingPage kicker=use_texts().category listing /> }.into_any()),
        _ => None,
    })
}
