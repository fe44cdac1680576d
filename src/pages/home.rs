use leptos::prelude::*;

use crate::components::head::Head;
use crate::components::listing::PostList;
use crate::components::loaded::loaded;
use crate::model::site::Site;
use crate::model::view::View;

/// `/`: the newest posts.
#[component]
pub fn HomePage() -> impl IntoView {
    loaded(|view| match view {
        View::Listing(listing) => {
            let Site { title, tagline, .. } = expect_context();
            let document_title = if tagline.is_empty() { title.clone() } else { format!("{title} – {tagline}") };
            let home = view! {
                <Head title=document_title description=tagline />
                <h1 class="visually-hidden">{title}</h1>
                <PostList listing lead=true />
            };
            Some(home.into_any())
        }
        _ => None,
    })
}
