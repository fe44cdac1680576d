use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::direction::direction;
use crate::model::site::{LatestPost, Site};
use crate::model::term::Term;

/// Renders the sidebar, which follows the content on phones. `blocks` is the HTML of [`LatestPosts`] and
/// [`SidebarBlocks`].
#[component]
pub fn Sidebar(blocks: String) -> impl IntoView {
    view! {
        <aside class="sidebar" aria-label=use_texts().sidebar>
            <div class="blocks" id="sidebar" inner_html=blocks></div>
        </aside>
    }
}

/// Renders what is the same on all pages: the categories and the promotional block.
#[component]
pub fn SidebarBlocks(site: Site) -> impl IntoView {
    let Site { categories, promotion, .. } = site;
    view! {
        <CategoryLinks categories />
        <PromotionBlock promotion />
    }
}

/// Renders the latest posts, if there are any.
#[component]
pub fn LatestPosts(latest: Vec<LatestPost>) -> impl IntoView {
    let is_empty = latest.is_empty();
    let items = latest.into_iter().map(|post| {
        let dir = direction(&post.title);
        view! {
            <li>
                <a href=Address::Post(&post.slug).to_string() dir=dir>{post.title}</a>
                <time datetime=post.date.iso>{post.date.text}</time>
            </li>
        }
    });
    (!is_empty).then(|| {
        view! {
            <section class="latest-posts" aria-labelledby="latest-posts">
                <h2 id="latest-posts">{use_texts().latest_posts}</h2>
                <ol>{items.collect_view()}</ol>
            </section>
        }
    })
}

#[component]
fn CategoryLinks(categories: Vec<Term>) -> impl IntoView {
    let texts = use_texts();
    let items = categories.into_iter().map(|category| {
        let dir = direction(&category.name);
        view! {
            <li class=format!("depth-{}", category.depth.min(3))>
                <a href=Address::Category(&category.slug).to_string()>
                    <span class="name" dir=dir>{category.name}</span>
                    " "
                    <span class="count">{(texts.posts_in_category)(category.count)}</span>
                </a>
            </li>
        }
    });
    view! {
        <section class="category-list" aria-labelledby="category-list">
            <h2 id="category-list">{texts.categories}</h2>
            <ul>{items.collect_view()}</ul>
        </section>
    }
}

/// Renders the promotional block, if there is one.
#[component]
pub fn PromotionBlock(promotion: String) -> impl IntoView {
    (!promotion.is_empty()).then(|| {
        view! {
            <section class="promotion" aria-label=use_texts().promotion>
                <div class="prose" inner_html=promotion></div>
            </section>
        }
    })
}
