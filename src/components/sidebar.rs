use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::site::Site;

/// Beside the content, on a phone after it: the latest posts, the categories, the promotional block.
#[component]
pub fn Sidebar(site: RwSignal<Site>) -> impl IntoView {
    let texts = use_texts();
    view! {
        <aside class="sidebar" aria-label=texts.sidebar>
            <div class="blocks">
                <LatestPosts site />
                <Categories site />
                <Promotion site />
            </div>
        </aside>
    }
}

#[component]
fn LatestPosts(site: RwSignal<Site>) -> impl IntoView {
    let items = move || {
        let latest = site.with(|site| site.latest.clone()).into_iter().map(|post| {
            view! {
                <li>
                    <a href=Address::Post(&post.slug).to_string()>{post.title}</a>
                    <time datetime=post.date.iso>{post.date.text}</time>
                </li>
            }
        });
        latest.collect_view()
    };
    view! {
        <section class="latest-posts" aria-labelledby="latest-posts">
            <h2 id="latest-posts">{use_texts().latest_posts}</h2>
            <ol>{items}</ol>
        </section>
    }
}

#[component]
fn Categories(site: RwSignal<Site>) -> impl IntoView {
    let texts = use_texts();
    let items = move || {
        let categories = site.with(|site| site.categories.clone()).into_iter().map(|category| {
            view! {
                <li class=format!("depth-{}", category.depth.min(3))>
                    <a href=Address::Category(&category.slug).to_string()>
                        <span class="name">{category.name}</span>
                        " "
                        <span class="count">{(texts.posts_in_category)(category.count)}</span>
                    </a>
                </li>
            }
        });
        categories.collect_view()
    };
    view! {
        <section class="category-list" aria-labelledby="category-list">
            <h2 id="category-list">{texts.categories}</h2>
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn Promotion(site: RwSignal<Site>) -> impl IntoView {
    let promotion = site.with_untracked(|site| site.promotion.clone());
    (!promotion.is_empty()).then(|| {
        view! {
            <section class="promotion" aria-label=use_texts().promotion>
                <div class="prose" inner_html=promotion></div>
            </section>
        }
    })
}
