use std::sync::Arc;

use leptos::prelude::*;

use super::hydration_markers::strip_hydration_markers;
use crate::components::footer::Footer;
use crate::components::masthead::{HeaderIdentity, Masthead};
use crate::components::sidebar::{LatestPosts, Sidebar, SidebarBlocks};
use crate::i18n::use_texts;
use crate::model::view::{View, ViewResult};
use crate::page_cache::SiteChrome;

/// Renders the layout of every page. `path` is the current path, `sidebar` the HTML of the sidebar's content.
#[component]
pub fn PageLayout(site: Arc<SiteChrome>, path: String, sidebar: String, children: Children) -> impl IntoView {
    let texts = use_texts();
    let footer = site.footer(|site| view! { <Footer site=site.clone() /> }.to_html()).to_owned();
    view! {
        <a class="skip-link" href="#content">{texts.skip_to_content}</a>
        <Masthead title=site.title.clone() tagline=site.tagline.clone() menu=site.menu.clone() today=site.today.clone() path identity=HeaderIdentity::from(&site.identity) />
        <div class="layout">
            <main id="content" tabindex="-1">{children()}</main>
            <Sidebar blocks=sidebar />
        </div>
        <footer class="footer" inner_html=footer></footer>
    }
}

/// Returns the HTML of the sidebar's content: the latest posts that the page itself does not show, and the blocks that
/// are the same on all pages.
pub fn sidebar(site: &SiteChrome, viewed: &ViewResult) -> String {
    let is_shown = |slug: &str| match viewed {
        Ok(View::Post(post)) => post.slug == slug,
        Ok(View::Listing(listing)) => listing.posts.iter().any(|post| post.slug == slug),
        _ => false,
    };
    let latest: Vec<_> =
        site.latest.iter().filter(|post| !is_shown(&post.slug)).take(site.latest_shown).cloned().collect();
    let latest = strip_hydration_markers(&view! { <LatestPosts latest /> }.to_html());
    latest + site.sidebar(|site| strip_hydration_markers(&view! { <SidebarBlocks site=site.clone() /> }.to_html()))
}
