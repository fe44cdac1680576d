use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::post::PostSummary;

/// Renders a post in a listing. The lead post is larger, and its image is loaded eagerly.
#[component]
pub fn PostCard(post: PostSummary, #[prop(optional)] lead: bool) -> impl IntoView {
    let texts = use_texts();
    let categories = post.categories.into_iter().map(|category| {
        let dir = direction(&category.name);
        view! {
            <a class="category" dir=dir href=Address::Category(&category.slug).to_string()>{category.name}</a>
            " "
        }
    });
    let author = post.author.map(|author| {
        let dir = direction(&author.name);
        view! {
            <a class="author p-author h-card" dir=dir href=Address::Author(&author.slug).to_string()>{author.name}</a>
            " "
        }
    });
    let comments = (post.comments > 0).then(|| {
        view! {
            " "
            <span class="comments-count">{(texts.comment_count)(post.comments)}</span>
        }
    });
    let image = post.image.map(|image| {
        let loading = if lead { "eager" } else { "lazy" };
        let sizes = if lead { "(min-width: 64rem) 33rem, 100vw" } else { "11rem" };
        let set = (!image.set.is_empty()).then_some(image.set);
        let class = image.focus.classes().map_or_else(|| "image".to_owned(), |focus| format!("image {focus}"));
        view! {
            <img
                class=class
                srcset=set.clone()
                sizes=set.map(|_| sizes)
                src=image.src
                alt=""
                width=image.width
                height=image.height
                loading=loading
                decoding="async"
                fetchpriority=lead.then_some("high")
            />
        }
    });
    let (title_dir, excerpt_dir) = (direction(&post.title), direction(&post.excerpt));
    view! {
        <article class="post-card h-entry" class:lead=lead>
            <div class="meta">
                {post.pinned.then(|| view! { <span class="pinned">{texts.pinned}</span> " " })}
                {categories.collect_view()}
                {author}
                <time class="dt-published" datetime=post.date.iso>{post.date.text}</time>
                {comments}
            </div>
            <h2 class="p-name" dir=title_dir><a class="u-url" href=Address::Post(&post.slug).to_string()>{post.title}</a></h2>
            <p class="excerpt p-summary" dir=excerpt_dir>{post.excerpt}</p>
            {image}
        </article>
    }
}
