use leptos::prelude::*;

use super::menu::FooterMenu;
use crate::i18n::use_texts;
use crate::model::direction::direction;
use crate::model::site::Site;

/// Renders the content of the page's footer.
#[component]
pub fn Footer(site: Site) -> impl IntoView {
    let texts = use_texts();
    let Site { title, menus, .. } = site;
    let imprint = (texts.imprint)(&title);
    let dir = direction(&title);
    view! {
        <div class="colophon">
            <p class="name" dir=dir>{title}</p>
            <nav aria-label=texts.footer_menu>
                <FooterMenu links=menus.footer />
            </nav>
            <p class="imprint">{imprint}</p>
        </div>
    }
}
