use leptos::prelude::*;

use super::breadcrumbs::Breadcrumbs;
use super::portrait::Portrait;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::comment::CommentAvailability;
use crate::model::direction::direction;
use crate::model::image::Image;
use crate::model::post::Post;
use crate::model::site_link::SiteLink;

/// Most categories above a headline.
const CATEGORIES_SHOWN: usize = 3;

/// Renders headline, standfirst and byline. `above` are the pages above the post; the last one is its section.
#[component]
pub fn PostHeader(post: StoredValue<Post>, above: Vec<SiteLink>) -> impl IntoView {
    let texts = use_texts();
    let Post { title, standfirst, author, categories, published, updated, minutes, discussion, .. } = post.get_value();
    let others = categories
        .into_iter()
        .map(|category| SiteLink { path: Address::Category(&category.slug).to_string(), title: category.name });
    let others = others.filter(|category| !above.contains(category)).take(CATEGORIES_SHOWN - 1);
    let others = others.map(|category| {
        let dir = direction(&category.title);
        view! { <a class="p-category" dir=dir href=category.path>{category.title}</a> " " }
    });
    let others = others.collect_view();
    let byline = author.map(|author| {
        let dir = direction(&author.name);
        let portrait = view! { <Portrait name=author.name.clone() portrait=author.portrait.clone() sizes="44px" /> };
        let role_dir = direction(&author.role);
        let role =
            (!author.role.is_empty()).then(|| view! { " " <span class="role" dir=role_dir>{author.role}</span> });
        view! {
            {portrait}
            <p class="author">
                <a href=Address::Author(&author.slug).to_string() rel="author" class="p-author h-card" dir=dir>
                    {author.name}
                </a>
                {role}
            </p>
        }
    });
    let updated = updated.map(|updated| {
        view! {
            <span class="updated">
                <time class="dt-updated" datetime=updated.iso>{(texts.updated)(&updated.text)}</time>
            </span>
            " "
        }
    });
    let (title_dir, standfirst_dir) = (direction(&title), direction(&standfirst));
    let jump = match (discussion.count, discussion.availability) {
        (0, CommentAvailability::Open) => Some(("#respond", texts.write_comment.to_owned())),
        (0, _) => None,
        (count, _) => Some(("#comments", (texts.comment_count)(count))),
    };
    let jump = jump.map(|(href, text)| view! { " " <a class="to-comments" href=href>{text}</a> });
    view! {
        <header class="post-header">
            <div class="kicker"><Breadcrumbs above section="p-category" />{others}</div>
            <h1 class="p-name" dir=title_dir>{title}</h1>
            {(!standfirst.is_empty()).then(|| view! { <p class="standfirst p-summary" dir=standfirst_dir>{standfirst}</p> })}
            <div class="byline">
                {byline}
                <p class="dates">
                    <time class="dt-published" datetime=published.iso>{published.text}</time>
                    " "
                    {updated}
                    <span class="reading-time">{(texts.reading_time)(minutes)}</span>
                    {jump}
                </p>
            </div>
        </header>
    }
}

/// Renders the featured image above the body.
#[component]
pub fn LeadImage(image: Image) -> impl IntoView {
    let dir = direction(&image.caption);
    let caption = (!image.caption.is_empty()).then(|| view! { <figcaption dir=dir>{image.caption}</figcaption> });
    let set = (!image.set.is_empty()).then_some(image.set);
    view! {
        <figure class="lead-image">
            <img
                class="u-featured"
                srcset=set.clone()
                sizes=set.map(|_| "(min-width: 64rem) 54rem, 100vw")
                src=image.src
                alt=image.alt
                width=image.width
                height=image.height
                fetchpriority="high"
            />
            {caption}
        </figure>
    }
}
