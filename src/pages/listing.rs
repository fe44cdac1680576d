use leptos::prelude::*;

use crate::components::front_page::FrontSections;
use crate::components::post_list::PostList;
use crate::components::story::Picture;
use crate::i18n::Texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::listing::Listing;

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
pub fn ListingPage(kicker: &'static str, listing: Listing) -> impl IntoView {
    // The description is sanitized HTML.
    let Listing { title, description, posts, newer, older, sections, color, image } = listing;
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
            <p class="kicker">{kicker}</p>
            <h1 dir=dir>{title}</h1>
            {description}
            {picture}
        </header>
        {content}
    }
}
