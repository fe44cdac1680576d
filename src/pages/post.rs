use leptos::prelude::*;

use crate::components::author_box::AuthorBox;
use crate::components::breadcrumbs::Breadcrumbs;
use crate::components::comments::DiscussionSection;
use crate::components::post_header::{LeadImage, PostHeader};
use crate::components::related_posts::{PostNeighbours, RelatedPosts};
use crate::components::share::ShareBox;
use crate::components::slot::PageSlot;
use crate::i18n::{use_navigation_texts, use_texts};
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::post::Post;
use crate::model::site_link::SiteLink;
use crate::model::slot::Slot;
use crate::model::term::Term;

/// Renders a post. Share links are omitted if it is not public.
#[component]
pub fn Article(mut post: Post, above: Vec<SiteLink>, is_public: bool) -> impl IntoView {
    let html = std::mem::take(&mut post.html);
    let discussion = post.discussion.clone();
    let path = discussion.path.clone();
    let post = StoredValue::new(post);
    let Post { title, image, categories, tags, author, older, newer, related, share, newest_first, .. } =
        post.get_value();
    let section = categories.into_iter().next().map(|category| category.name);
    // On paper, the address is shown.
    let url = if is_public { share.url.clone() } else { path };
    if discussion.earlier.is_some() {
        return view! {
            <PostTitle title path=discussion.path.clone() />
            <DiscussionSection discussion newest_first />
        }
        .into_any();
    }
    view! {
        <div class="h-entry">
        <article class="post">
            <data class="u-url" value=url></data>
            <PostHeader post above />
            {image.map(|image| view! { <LeadImage image /> })}
            <div class="prose e-content" dir=direction(&html) inner_html=html></div>
            <footer class="post-footer">
                <PostTags tags />
                {is_public.then(|| view! { <ShareBox share title /> })}
            </footer>
        </article>
        <PageSlot at=Slot::AfterText />
        {author.map(|author| view! { <AuthorBox author /> })}
        <RelatedPosts related />
        <PostNeighbours older newer section />
        <DiscussionSection discussion newest_first />
        </div>
    }
    .into_any()
}

/// Renders the title above a later page of comments. The post itself is on the first page.
#[component]
fn PostTitle(title: String, path: String) -> impl IntoView {
    let dir = direction(&title);
    view! {
        <header class="listing-header">
            <p class="kicker">{use_texts().comments}</p>
            <h1 dir=dir>{title}</h1>
            <p class="description"><a href=path>{use_texts().read_post}</a></p>
        </header>
    }
}

/// Renders a page of the site, such as About.
#[component]
pub fn StaticPage(post: Post, above: Vec<SiteLink>) -> impl IntoView {
    let Post { title, html, image, below, discussion, newest_first, .. } = post;
    if discussion.earlier.is_some() {
        return view! {
            <PostTitle title path=discussion.path.clone() />
            <DiscussionSection discussion newest_first />
        }
        .into_any();
    }
    let dir = direction(&title);
    view! {
        <article class="page">
            <Breadcrumbs above />
            <h1 dir=dir>{title}</h1>
            {image.map(|image| view! { <LeadImage image /> })}
            <div class="prose" dir=direction(&html) inner_html=html></div>
            <PagesBelow below />
        </article>
        <PageSlot at=Slot::AfterText />
        <DiscussionSection discussion newest_first />
    }
    .into_any()
}

#[component]
fn PostTags(tags: Vec<Term>) -> impl IntoView {
    let items = tags.into_iter().map(|tag| {
        let dir = direction(&tag.name);
        view! { <li><a href=Address::Tag(&tag.slug).to_string() rel="tag" class="p-category" dir=dir>{tag.name}</a></li> }
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty()).then(|| view! { <ul class="tags" aria-label=use_texts().tags>{items}</ul> })
}

#[component]
fn PagesBelow(below: Vec<SiteLink>) -> impl IntoView {
    (!below.is_empty()).then(|| {
        let links = below.into_iter().map(|page| {
            let dir = direction(&page.title);
            view! { <li><a href=page.path dir=dir>{page.title}</a></li> }
        });
        let label = use_navigation_texts().pages_below;
        view! { <nav class="prose" aria-label=label><ul>{links.collect_view()}</ul></nav> }
    })
}
