use leptos::prelude::*;

use crate::components::comments::Comments;
use crate::components::head::Head;
use crate::components::loaded::loaded;
use crate::components::post_header::LeadImage;
use crate::model::post::Post;
use crate::model::view::View;

/// `/{slug}`: a page of the site, such as About.
#[component]
pub fn PagePage() -> impl IntoView {
    loaded(|view| match view {
        View::Page(post) => {
            let Post { title, html, excerpt, image, discussion, slug, .. } = *post;
            let path = crate::model::address::Address::Page(&slug).to_string();
            let page = view! {
                <Head title=title.clone() description=excerpt />
                <article class="page">
                    <h1>{title}</h1>
                    {image.map(|image| view! { <LeadImage image /> })}
                    <div class="prose" inner_html=html></div>
                </article>
                <Comments discussion path />
            };
            Some(page.into_any())
        }
        _ => None,
    })
}
