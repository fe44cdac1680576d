use leptos::prelude::*;

use crate::components::footer::Footer;
use crate::components::masthead::Masthead;
use crate::components::sidebar::Sidebar;
use crate::i18n::use_texts;
use crate::model::site::Site;

/// What every page has around it. `path` is where the reader is.
#[component]
pub fn Layout(site: Site, path: String, children: Children) -> impl IntoView {
    let texts = use_texts();
    view! {
        <a class="skip-link" href="#content">{texts.skip_to_content}</a>
        <Masthead site=site.clone() path />
        <div class="layout">
            <main id="content" tabindex="-1">{children()}</main>
            <Sidebar site=site.clone() />
        </div>
        <Footer site />
    }
}
