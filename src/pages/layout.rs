use std::sync::Arc;

use leptos::prelude::*;

use super::hydration_markers::strip_hydration_markers;
use crate::components::footer::Footer;
use crate::components::masthead::Masthead;
use crate::components::sidebar::{Sidebar, SidebarBlocks};
use crate::i18n::use_texts;
use crate::page_cache::SiteChrome;

/// Renders the layout of every page. `path` is the current path.
#[component]
pub fn PageLayout(site: Arc<SiteChrome>, path: String, children: Children) -> impl IntoView {
    let texts = use_texts();
    let blocks = sidebar(&site).to_owned();
    let footer = site.footer(|site| view! { <Footer site=site.clone() /> }.to_html()).to_owned();
    view! {
        <a class="skip-link" href="#content">{texts.skip_to_content}</a>
        <Masthead title=site.title.clone() tagline=site.tagline.clone() menu=site.menu.clone() today=site.today.clone() path />
        <div class="layout">
            <main id="content" tabindex="-1">{children()}</main>
            <Sidebar blocks />
        </div>
        <footer class="footer" inner_html=footer></footer>
    }
}

/// Returns the HTML of the sidebar's content.
pub fn sidebar(site: &SiteChrome) -> &str {
    site.sidebar(|site| strip_hydration_markers(&view! { <SidebarBlocks site=site.clone() /> }.to_html()))
}
