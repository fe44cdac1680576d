use leptos::prelude::*;

use crate::i18n::{use_navigation_texts, use_texts};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::post::RelatedPost;
use crate::model::site_link::SiteLink;

/// Renders the posts that a post leads on to, if there are any.
#[component]
pub fn RelatedPosts(related: Vec<RelatedPost>) -> impl IntoView {
    (!related.is_empty()).then(|| {
        let items = related.into_iter().map(|post| view! { <RelatedItem post /> }).collect_view();
        view! {
            <section class="section related" aria-labelledby="related">
                <h2 id="related">{use_navigation_texts().related_posts}</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

#[component]
fn RelatedItem(post: RelatedPost) -> impl IntoView {
    let image = post.image.map(|image| {
        let set = (!image.set.is_empty()).then_some(image.set);
        let class = image.focus.classes();
        view! {
            <img
                class=class
                srcset=set.clone()
                sizes=set.map(|_| "(min-width: 40rem) 18rem, 7rem")
                src=image.src
                alt=""
                width=image.width
                height=image.height
                loading="lazy"
                decoding="async"
            />
        }
    });
    let dir = direction(&post.title);
    view! {
        <li>
            {image}
            <h3 dir=dir><a href=Address::Post(&post.slug).to_string()>{post.title}</a></h3>
            <time datetime=post.date.iso>{post.date.text}</time>
        </li>
    }
}

/// Renders links to the previous and next post: those of a section, if the post has one.
#[component]
pub fn PostNeighbours(older: Option<SiteLink>, newer: Option<SiteLink>, section: Option<String>) -> impl IntoView {
    let (texts, names) = (use_texts(), use_navigation_texts());
    let (previous, next, label) = match &section {
        Some(section) => ((names.previous_in)(section), (names.next_in)(section), (names.neighbours_in)(section)),
        None => (texts.previous_post.to_owned(), texts.next_post.to_owned(), texts.neighbours.to_owned()),
    };
    let link = |link: SiteLink, rel: &'static str, label: String| {
        let dir = direction(&link.title);
        view! {
            <a rel=rel href=link.path>
                <span class="label">{label}</span>
                <span class="headline" dir=dir>{link.title}</span>
            </a>
        }
    };
    let (has_older, has_newer) = (older.is_some(), newer.is_some());
    let older = older.map(|older| link(older, "prev", previous));
    let newer = newer.map(|newer| link(newer, "next", next));
    (has_older || has_newer).then(|| view! { <nav class="adjacent" aria-label=label>{older}{newer}</nav> })
}
