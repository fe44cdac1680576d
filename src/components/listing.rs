use leptos::prelude::*;

use super::head::Head;
use super::post_card::PostCard;
use crate::i18n::use_texts;
use crate::model::listing::Listing;
use crate::model::site::Site;

/// The posts of a category, tag or author, under its name. `kicker` says which of them it is.
#[component]
pub fn ListingPage(kicker: &'static str, mut listing: Listing) -> impl IntoView {
    let site = expect_context::<Site>();
    let title = std::mem::take(&mut listing.title);
    // Sanitized HTML.
    let description = std::mem::take(&mut listing.description);
    let summary = format!("{kicker}: {title}. {}", site.tagline);
    // In the page that hydrates the text is left out of the data: the element is there even so.
    view! {
        <Head title=title.clone() description=summary />
        <header class="listing-header">
            <p class="kicker">{kicker}</p>
            <h1>{title}</h1>
            <div class="description" inner_html=description></div>
        </header>
        <PostList listing />
    }
}

/// Posts under each other, and the way to older and newer ones. With `lead`, the newest stands out.
#[component]
pub fn PostList(listing: Listing, #[prop(optional)] lead: bool) -> impl IntoView {
    let texts = use_texts();
    let lead = lead && listing.newer.is_none();
    let empty = listing.posts.is_empty().then(|| view! { <p class="empty">{texts.no_posts}</p> });
    let cards = listing.posts.into_iter().enumerate();
    let cards = cards.map(|(place, post)| view! { <PostCard post lead=lead && place == 0 /> }).collect_view();
    let newer = listing.newer.map(|path| view! { <a rel="prev" href=path>{texts.newer}</a> });
    let older = listing.older.map(|path| view! { <a rel="next" href=path>{texts.older}</a> });
    let paging = (newer.is_some() || older.is_some()).then(|| {
        view! { <nav class="pagination" aria-label=texts.paging>{newer}{older}</nav> }
    });
    view! {
        <div class="post-list">{empty}{cards}</div>
        {paging}
    }
}
