use leptos::prelude::*;

use crate::components::breadcrumbs::Breadcrumbs;
use crate::components::front_page::FrontSections;
use crate::components::period_links::PeriodLinks;
use crate::components::portrait::{AuthorLinks, Portrait};
use crate::components::post_list::PostList;
use crate::components::story::Picture;
use crate::i18n::Texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::listing::Listing;
use crate::model::site_link::SiteLink;

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
pub fn ListingPage(kicker: &'static str, above: Vec<SiteLink>, listing: Listing) -> impl IntoView {
    // The description is sanitized HTML.
    let Listing { title, description, posts, author, periods, newer, older, sections, color, image } = listing;
    let portrait = author.as_ref().filter(|author| author.portrait.is_some());
    let portrait = portrait
        .map(|author| view! { <Portrait name=author.name.clone() portrait=author.portrait.clone() sizes="88px" /> });
    let role = author.as_ref().map(|author| author.role.clone()).filter(|role| !role.is_empty());
    let links = author.as_ref().map(|author| view! { <AuthorLinks author /> });
    // Breadcrumbs say what kind of page it is.
    let kicker = role.unwrap_or_else(|| if above.is_empty() { kicker.to_owned() } else { String::new() });
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="kicker" dir=direction(&kicker)>{kicker.clone()}</p> });
    let description = (!description.is_empty())
        .then(|| view! { <div class="description" dir=direction(&description) inner_html=description></div> });
    let dir = direction(&title);
    let class =
        color.map_or_else(|| "listing-header".to_owned(), |color| format!("listing-header color-{}", color.as_str()));
    let picture = image.map(|image| view! { <Picture image sizes="(min-width: 64rem) 50rem, 100vw" is_first=true /> });
    let content = match sections.is_empty() {
        true => view! { <PostList posts newer older /> }.into_any(),
        false => view! { <FrontSections sections /> }.into_any(),
    };
    view! {
        <header class=class>
            {portrait}
            <Breadcrumbs above />
            {kicker}
            <h1 dir=dir>{title}</h1>
            {description}
            {picture}
            {links}
            <PeriodLinks periods />
        </header>
        {content}
    }
}
