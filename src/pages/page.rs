use leptos::prelude::*;

use crate::components::comments::Comments;
use crate::components::head::Head;
use crate::components::loaded::loaded;
use crate::components::post_header::LeadImage;
use crate::model::address::Address;
use crate::model::post::Post;
use crate::model::view::View;

/// `/{slug}`: a page of the site, such as About.
#[component]
pub fn PagePage() -> impl IntoView {
    loaded(|view| match view {
        View::Page(post) => Some(view! { <Sheet post=*post /> }.into_any()),
        _ => None,
    })
}

/// A whole page of the site. `hidden` keeps it from search engines.
#[component]
pub fn Sheet(post: Post, #[prop(optional)] hidden: bool) -> impl IntoView {
    let Post { title, seo_title, html, excerpt, image, discussion, slug, .. } = post;
    let path = Address::Page(&slug).to_string();
    let headline = if seo_title.is_empty() { title.clone() } else { seo_title };
    view! {
        <Head title=headline description=excerpt hidden />
        <article class="page">
            <h1>{title}</h1>
            {image.map(|image| view! { <LeadImage image /> })}
            <div class="prose" inner_html=html></div>
        </article>
        <Comments discussion path />
    }
}
