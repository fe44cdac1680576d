use leptos::prelude::*;

use crate::components::breadcrumbs::Breadcrumbs;
use crate::components::period_links::PeriodLinks;
use crate::components::portrait::{AuthorLinks, Portrait};
use crate::components::post_card::PostCard;
use crate::i18n::{Texts, use_texts};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::listing::Listing;
use crate::model::site::SiteLink;

/// Returns the kind of a listing, shown above its name. `None` on the home page.
pub fn kicker(address: &Address<'_>, texts: &'static Texts) -> Option<&'static str> {
    match address {
        Address::Category(_) => Some(texts.category),
        Address::Tag(_) => Some(texts.tag),
        Address::Author(_) => Some(texts.author),
        // Its heading says what it is.
        Address::Archive(_) => Some(""),
        _ => None,
    }
}

/// Renders the listing of a category, tag, author or time.
#[component]
pub fn ListingPage(kicker: &'static str, above: Vec<SiteLink>, mut listing: Listing) -> impl IntoView {
    let periods = std::mem::take(&mut listing.periods);
    let author = listing.author.take();
    let portrait = author.as_ref().filter(|author| author.portrait.is_some());
    let portrait = portrait.map(|author| view! { <Portrait author sizes="88px" /> });
    let role = author.as_ref().map(|author| author.role.clone()).filter(|role| !role.is_empty());
    let links = author.as_ref().map(|author| view! { <AuthorLinks author /> });
    // Breadcrumbs say what kind of page it is.
    let kicker = role.unwrap_or_else(|| if above.is_empty() { kicker.to_owned() } else { String::new() });
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="kicker" dir=direction(&kicker)>{kicker.clone()}</p> });
    let title = std::mem::take(&mut listing.title);
    // Sanitized HTML.
    let description = std::mem::take(&mut listing.description);
    let description = (!description.is_empty())
        .then(|| view! { <div class="description" dir=direction(&description) inner_html=description></div> });
    let dir = direction(&title);
    view! {
        <header class="listing-header">
            {portrait}
            <Breadcrumbs above />
            {kicker}
            <h1 dir=dir>{title}</h1>
            {description}
            {links}
            <PeriodLinks periods />
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
    let cards = listing.posts.into_iter().enumerate();
    let cards = cards.map(|(place, post)| view! { <PostCard post lead=lead && place == 0 /> }).collect_view();
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
