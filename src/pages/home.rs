use leptos::prelude::*;

use crate::components::front_page::FrontSections;
use crate::components::post_list::PostList;
use crate::model::listing::Listing;

/// Renders the home page `/`: its sections, or the newest posts.
#[component]
pub fn Home(title: String, listing: Listing) -> impl IntoView {
    let Listing { posts, newer, older, sections, .. } = listing;
    let content = match sections.is_empty() {
        true => view! { <PostList posts newer older lead=true /> }.into_any(),
        false => view! { <div class="front-page"><FrontSections sections /></div> }.into_any(),
    };
    view! {
        <h1 class="visually-hidden">{title}</h1>
        {content}
    }
}
