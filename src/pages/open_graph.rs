use leptos::html;
use leptos::prelude::*;

use super::location::DocumentLocation;
use crate::model::address::Address;
use crate::model::language::Language;
use crate::model::post::Post;
use crate::model::site::Site;
use crate::model::view::View;
use crate::reading::share_image::{ShareImage, choose_share_image};
use crate::social_card::{CardText, SITE};

/// Returns the preview image of a page.
pub fn share_image_of(site: &Site, view: &View, place: &DocumentLocation) -> ShareImage {
    let (image, id, title, below) = match view {
        View::Post(post) | View::Page(post) => (post.image.as_ref(), post.discussion.post, &post.title, &site.title),
        _ => (None, SITE, &site.title, &site.tagline),
    };
    let words = CardText { title: title.clone(), site: below.clone(), accent: site.identity.accent };
    choose_share_image(&place.origin, image, id, &words)
}

/// Renders Open Graph properties (<https://ogp.me>) for link previews. X reads them, too, except for the kind of card
/// (<https://developer.x.com/en/docs/x-for-websites/cards/overview/markup>).
pub fn open_graph(
    site: &Site,
    view: &View,
    place: &DocumentLocation,
    title: String,
    description: String,
) -> impl IntoView + use<> {
    let ShareImage { url: image, alt, size } = share_image_of(site, view, place);
    let kind = match (view, Address::parse(&place.path)) {
        (View::Post(_), _) => "article",
        (_, Address::Author(_)) => "profile",
        _ => "website",
    };
    let locale = match site.language {
        Language::Vi => "vi_VN",
        Language::En => "en_US",
    };
    let article = match view {
        View::Post(post) => Some(article_properties(post)),
        _ => None,
    };
    let (width, height) = size.unzip();
    (
        property("og:type", kind.to_owned()),
        property("og:site_name", site.title.clone()),
        property("og:locale", locale.to_owned()),
        property("og:url", place.canonical.clone()),
        property("og:title", title),
        property("og:description", description),
        property("og:image", image),
        property("og:image:width", width.map(|width| width.to_string()).unwrap_or_default()),
        property("og:image:height", height.map(|height| height.to_string()).unwrap_or_default()),
        property("og:image:alt", alt),
        view! { <meta name="twitter:card" content="summary_large_image" /> },
        article,
    )
}

fn article_properties(post: &Post) -> impl IntoView + use<> {
    let section = post.categories.first().map(|section| section.name.clone()).unwrap_or_default();
    let tags = post.tags.iter().map(|tag| property("article:tag", tag.name.clone())).collect_view();
    let updated = post.updated.as_ref().map(|updated| updated.iso.clone()).unwrap_or_default();
    (
        property("article:published_time", post.published.iso.clone()),
        property("article:modified_time", updated),
        property("article:section", section),
        tags,
    )
}

/// Renders a property, unless it is empty.
fn property(property: &'static str, content: String) -> Option<impl IntoView + use<>> {
    (!content.is_empty()).then(|| html::meta().attr("property", property).content(content))
}
