use leptos::prelude::*;

use super::avatar::Avatar;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::comment::CommentAvailability;
use crate::model::direction::direction;
use crate::model::post::{Image, Post};

/// Most categories above a headline.
const CATEGORIES_SHOWN: usize = 3;

/// Renders headline, standfirst and byline.
#[component]
pub fn PostHeader(post: StoredValue<Post>) -> impl IntoView {
    let texts = use_texts();
    let Post { title, standfirst, author, categories, published, updated, minutes, discussion, .. } = post.get_value();
    let kicker = categories.into_iter().take(CATEGORIES_SHOWN).map(|category| {
        let dir = direction(&category.name);
        view! { <a class="p-category" dir=dir href=Address::Category(&category.slug).to_string()>
            {category.name}
        </a> " " }
    });
    let byline = author.map(|author| {
        let dir = direction(&author.name);
        view! {
            <Avatar name=author.name.clone() />
            <p class="author">
                <a href=Address::Author(&author.slug).to_string() rel="author" class="p-author h-card" dir=dir>
                    {author.name}
                </a>
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
            <p class="kicker">{kicker.collect_view()}</p>
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
