use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::components::escape::escape;
use crate::model::site::Site;

/// The title and description of a page. The site's title is added to the page's.
#[component]
pub fn AdminPageHead(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    /// Whether search engines should leave the page out.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    let site = use_context::<Site>().map(|site| site.title).unwrap_or_default();
    let title = match site.as_str() {
        "" => title,
        site if title.starts_with(site) => title,
        site => format!("{title} – {site}"),
    };
    // On the server `Title` writes its text as it is: it would end at the first `</title>` in a headline.
    let title = if cfg!(feature = "ssr") { escape(&title) } else { title };
    view! {
        <Title text=title />
        {(!description.is_empty()).then(|| view! { <Meta name="description" content=description /> })}
        {hidden.then(|| view! { <Meta name="robots" content="noindex" /> })}
    }
}
