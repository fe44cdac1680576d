use leptos::prelude::*;

use super::post_card::PostCard;
use super::slot::PageSlot;
use crate::i18n::use_texts;
use crate::model::post::PostSummary;
use crate::model::slot::Slot;

/// Renders a list of posts with links to the adjacent pages. With `lead`, the newest post is larger.
#[component]
pub fn PostList(
    posts: Vec<PostSummary>,
    newer: Option<String>,
    older: Option<String>,
    #[prop(optional)] lead: bool,
    /// How many slots between posts the page has above.
    #[prop(optional)]
    slots_above: usize,
) -> impl IntoView {
    let texts = use_texts();
    let lead = lead && newer.is_none();
    let empty = posts.is_empty().then(|| view! { <p class="empty">{texts.no_posts}</p> });
    let last = posts.len().saturating_sub(1);
    let cards = posts.into_iter().enumerate().map(|(place, post)| {
        // Something follows it, or it would not be between posts.
        let slot =
            (place < last).then(|| view! { <PageSlot at=Slot::BetweenPosts position=slots_above + place + 1 /> });
        view! { <PostCard post lead=lead && place == 0 />{slot} }
    });
    let cards = cards.collect_view();
    let newer = newer.map(|path| view! { <a rel="prev" href=path>{texts.newer}</a> });
    let older = older.map(|path| view! { <a rel="next" href=path>{texts.older}</a> });
    let paging = (newer.is_some() || older.is_some()).then(|| {
        view! { <nav class="pagination" aria-label=texts.paging>{newer}{older}</nav> }
    });
    view! {
        <div class="post-list h-feed">{empty}{cards}</div>
        {paging}
    }
}
