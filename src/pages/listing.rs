use leptos::prelude::*;

use crate::components::post_card::PostCard;
use crate::components::slot::PageSlot;
use crate::i18n::{Texts, use_texts};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::listing::Listing;
use crate::model::slot::Slot;

/// Returns the kind of a listing, shown above its name. `None` on the home page.
pub fn kicker(address: &Address<'_>, texts: &'static Texts) -> Option<&'static str> {
    match address {
        Address::Category(_) => Some(texts.category),
        Address::Tag(_) => Some(texts.tag),
        Address::Author(_) => Some(texts.author),
        _ => None,
    }
}

/// Renders the listing of a category, tag or author.
#[component]
pub fn ListingPage(kicker: &'static str, mut listing: Listing) -> impl IntoView {
    let title = std::mem::take(&mut listing.title);
    // Sanitized HTML.
    let description = std::mem::take(&mut listing.description);
    let description = (!description.is_empty())
        .then(|| view! { <div class="description" dir=direction(&description) inner_html=description></div> });
    let dir = direction(&title);
    view! {
        <header class="listing-header">
            <p class="kicker">{kicker}</p>
            <h1 dir=dir>{title}</h1>
            {description}
        </header>
        <PostList listing />
    }
}

/// Renders a list of posts with links to the adjacent pages. With `lead`, the newest post is larger.
#[component]
pub fn PostList(listing: Listing, #[prop(optional)] lead: bool) -> impl IntoView {
    let texts = use_texts();
    let lead = lead && listing.newer.is_none();
    let empty = listing.posts.is_empty().then(|| view! { <p class="empty">{texts.no_posts}</p> });
    let listing_length = listing.posts.len();
    let cards = listing.posts.into_iter().enumerate();
    let last = listing_length.saturating_sub(1);
    let cards = cards.map(|(place, post)| {
        // Something follows it, or it would not be between posts.
        let slot = (place < last).then(|| view! { <PageSlot at=Slot::BetweenPosts position=place + 1 /> });
        view! { <PostCard post lead=lead && place == 0 />{slot} }
    });
    let cards = cards.collect_view();
    let newer = listing.newer.map(|path| view! { <a rel="prev" href=path>{texts.newer}</a> });
    let older = listing.older.map(|path| view! { <a rel="next" href=path>{texts.older}</a> });
    let paging = (newer.is_some() || older.is_some()).then(|| {
        view! { <nav class="pagination" aria-label=texts.paging>{newer}{older}</nav> }
    });
    view! {
        <div class="post-list h-feed">{empty}{cards}</div>
        {paging}
    }
}
