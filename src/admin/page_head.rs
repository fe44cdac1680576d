use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::components::escape::escape;
use crate::model::site::Site;

/// Sets title and description of a page. The site's title is appended.
#[component]
pub fn AdminPageHead(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    /// Whether the page has `noindex`.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    let site = use_context::<Site>().map(|site| site.title).unwrap_or_default();
    let title = match site.as_str() {
        "" => title,
        site if title.starts_with(site) => title,
        site => format!("{title} – {site}"),
    };
    // On the server, `Title` does not escape its text, so a `</title>` in a headline would end it.
    let title = if cfg!(feature = "ssr") { escape(&title) } else { title };
    view! {
        <Title text=title />
        {(!description.is_empty()).then(|| view! { <Meta name="description" content=description /> })}
        {hidden.then(|| view! { <Meta name="robots" content="noindex" /> })}
    }
}
