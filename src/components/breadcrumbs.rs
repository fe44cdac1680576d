use leptos::prelude::*;

use crate::i18n::use_navigation_texts;
use crate::model::direction::direction;
use crate::model::site_link::SiteLink;

/// Renders the links to the pages above this one, topmost first. `section` is the class of the last one, if it is the
/// category of a post. Renders nothing if there are none.
#[component]
pub fn Breadcrumbs(above: Vec<SiteLink>, #[prop(optional)] section: Option<&'static str>) -> impl IntoView {
    (!above.is_empty()).then(|| {
        let last = above.len() - 1;
        let links = above.into_iter().enumerate().map(|(place, link)| {
            let class = section.filter(|_| place == last);
            let dir = direction(&link.title);
            view! { <li><a class=class href=link.path dir=dir>{link.title}</a></li> }
        });
        view! {
            <nav class="breadcrumbs" aria-label=use_navigation_texts().breadcrumbs>
                <ol>{links.collect_view()}</ol>
            </nav>
        }
    })
}
