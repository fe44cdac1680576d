use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::site::Site;

/// Renders the content of the page's footer.
#[component]
pub fn Footer(site: Site) -> impl IntoView {
    let texts = use_texts();
    let Site { title, menu, footer_from, .. } = site;
    let imprint = (texts.imprint)(&title);
    let links = menu.into_iter().skip(footer_from);
    let items = links.map(|link| view! { <li><a href=link.path>{link.title}</a></li> }).collect_view();
    view! {
        <div class="colophon">
            <p class="name">{title}</p>
            <nav aria-label=texts.footer_menu>
                <ul>{items}</ul>
            </nav>
            <p class="imprint">{imprint}</p>
        </div>
    }
}
