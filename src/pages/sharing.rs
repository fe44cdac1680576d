use leptos::html;
use leptos::prelude::*;

use super::place::Place;
use crate::card::{SITE, Words};
use crate::model::address::Address;
use crate::model::language::Language;
use crate::model::post::Post;
use crate::model::site::Site;
use crate::model::view::View;
use crate::reading::cover::{Cover, choose_cover};

/// The picture that stands for what an address shows.
pub fn cover_of(site: &Site, view: &View, place: &Place) -> Cover {
    let (image, id, title, below) = match view {
        View::Post(post) | View::Page(post) => (post.image.as_ref(), post.discussion.post, &post.title, &site.title),
        _ => (None, SITE, &site.title, &site.tagline),
    };
    choose_cover(&place.origin, image, id, &Words { title: title.clone(), site: below.clone() })
}

/// What others show where the address is shared: Open Graph (<https://ogp.me>). X reads it, too, but for the kind of
/// card (<https://developer.x.com/en/docs/x-for-websites/cards/overview/markup>).
pub fn sharing(site: &Site, view: &View, place: &Place, title: String, description: String) -> impl IntoView + use<> {
    let Cover { url: image, alt, size } = cover_of(site, view, place);
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
        View::Post(post) => Some(article_facts(post)),
        _ => None,
    };
    let (width, height) = size.unzip();
    (
        fact("og:type", kind.to_owned()),
        fact("og:site_name", site.title.clone()),
        fact("og:locale", locale.to_owned()),
        fact("og:url", place.canonical.clone()),
        fact("og:title", title),
        fact("og:description", description),
        fact("og:image", image),
        fact("og:image:width", width.map(|width| width.to_string()).unwrap_or_default()),
        fact("og:image:height", height.map(|height| height.to_string()).unwrap_or_default()),
        fact("og:image:alt", alt),
        view! { <meta name="twitter:card" content="summary_large_image" /> },
        article,
    )
}

fn article_facts(post: &Post) -> impl IntoView + use<> {
    let section = post.categories.first().map(|section| section.name.clone()).unwrap_or_default();
    let tags = post.tags.iter().map(|tag| fact("article:tag", tag.name.clone())).collect_view();
    let updated = post.updated.as_ref().map(|updated| updated.iso.clone()).unwrap_or_default();
    (
        fact("article:published_time", post.published.iso.clone()),
        fact("article:modified_time", updated),
        fact("article:section", section),
        tags,
    )
}

/// A property, unless there is nothing to say.
fn fact(property: &'static str, content: String) -> Option<impl IntoView + use<>> {
    (!content.is_empty()).then(|| html::meta().attr("property", property).content(content))
}
