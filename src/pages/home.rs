use leptos::prelude::*;

use super::listing::PostList;
use crate::model::listing::Listing;

/// Renders the home page `/`: the newest posts.
#[component]
pub fn Home(title: String, listing: Listing) -> impl IntoView {
    view! {
        <h1 class="visually-hidden">{title}</h1>
        <PostList listing lead=true />
    }
}
