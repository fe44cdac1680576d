use leptos::prelude::*;

use crate::components::author_box::AuthorBox;
use crate::components::comments::Comments;
use crate::components::head::Head;
use crate::components::loaded::loaded;
use crate::components::post_header::{LeadImage, PostHeader};
use crate::components::share::ShareBox;
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::post::Post;
use crate::model::site::Link;
use crate::model::term::Term;
use crate::model::view::View;

/// `/posts/{slug}`: a post.
#[component]
pub fn PostPage() -> impl IntoView {
    loaded(|view| match view {
        View::Post(post) => Some(view! { <Article post=*post /> }.into_any()),
        _ => None,
    })
}

/// A whole post. `hidden` keeps it from search engines.
#[component]
pub fn Article(mut post: Post, #[prop(optional)] hidden: bool) -> impl IntoView {
    let path = Address::Post(&post.slug).to_string();
    let html = std::mem::take(&mut post.html);
    let discussion = post.discussion.clone();
    let post = StoredValue::new(post);
    let Post { title, seo_title, excerpt, image, tags, author, older, newer, share, .. } = post.get_value();
    let headline = if seo_title.is_empty() { title.clone() } else { seo_title };
    view! {
        <Head title=headline description=excerpt hidden />
        <article class="post">
            <PostHeader post />
            {image.map(|image| view! { <LeadImage image /> })}
            <div class="prose" inner_html=html></div>
            <footer class="post-footer">
                <Tags tags />
                {(!hidden).then(|| view! { <ShareBox share title /> })}
            </footer>
        </article>
        {author.map(|author| view! { <AuthorBox author /> })}
        <Neighbours older newer />
        <Comments discussion path />
    }
}

#[component]
fn Tags(tags: Vec<Term>) -> impl IntoView {
    let items = tags.into_iter().map(|tag| {
        view! { <li><a href=Address::Tag(&tag.slug).to_string() rel="tag">{tag.name}</a></li> }
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <ul class="tags" aria-label=use_texts().tags>{items}</ul> })
}

#[component]
fn Neighbours(older: Option<Link>, newer: Option<Link>) -> impl IntoView {
    let texts = use_texts();
    let link = |link: Link, rel: &'static str, label: &'static str| {
        view! {
            <a rel=rel href=link.path>
                <span class="label">{label}</span>
                <span class="headline">{link.title}</span>
            </a>
        }
    };
    let (has_older, has_newer) = (older.is_some(), newer.is_some());
    let older = older.map(|older| link(older, "prev", texts.previous_post));
    let newer = newer.map(|newer| link(newer, "next", texts.next_post));
    (has_older || has_newer).then(|| view! { <nav class="adjacent" aria-label=texts.neighbours>{older}{newer}</nav> })
}
