use leptos::prelude::*;

use crate::components::listing::ListingPage;
use crate::components::loaded::loaded;
use crate::i18n::use_texts;
use crate::model::view::View;

/// `/tag/{slug}`: the posts with a tag.
#[component]
pub fn TagPage() -> impl IntoView {
    loaded(|view| match view {
        View::Listing(listing) => Some(view! { <ListingPage kicker=use_texts().tag listing /> }.into_any()),
        _ => None,
    })
}
