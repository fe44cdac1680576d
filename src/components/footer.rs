use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::direction::direction;
use crate::model::site::Site;

/// Renders the content of the page's footer.
#[component]
pub fn Footer(site: Site) -> impl IntoView {
    let texts = use_texts();
    let Site { title, menu, footer_from, .. } = site;
    let imprint = (texts.imprint)(&title);
    let links = menu.into_iter().skip(footer_from);
    let items = links.map(|link| {
        let dir = direction(&link.title);
        view! { <li><a href=link.path dir=dir>{link.title}</a></li> }
    });
    let items = items.collect_view();
    let dir = direction(&title);
    view! {
        <div class="colophon">
            <p class="name" dir=dir>{title}</p>
            <nav aria-label=texts.footer_menu>
                <ul>{items}</ul>
            </nav>
            <p class="imprint">{imprint}</p>
        </div>
    }
}
