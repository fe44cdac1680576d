use std::sync::Arc;

use leptos::prelude::*;

use super::hydration_markers::strip_hydration_markers;
use super::slots;
use crate::components::footer::Footer;
use crate::components::masthead::{HeaderIdentity, Masthead};
use crate::components::sidebar::{LatestPosts, PromotionBlock, Sidebar, SidebarBlocks};
use crate::i18n::use_texts;
use crate::model::address::Address;
use crate::model::page_extras::PageExtras;
use crate::model::slot::Slot;
use crate::model::view::{View, ViewResult};
use crate::page_cache::SiteChrome;

/// Renders the layout of every page. `path` is the current path, `sidebar` the HTML of the sidebar's content.
#[component]
pub fn PageLayout(
    site: Arc<SiteChrome>,
    path: String,
    sidebar: String,
    /// HTML after the footer's content.
    footer_end: &'static str,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    let footer = site.footer(|site| view! { <Footer site=site.clone() /> }.to_html()).to_owned() + footer_end;
    view! {
        <a class="skip-link" href="#content">{texts.skip_to_content}</a>
        <Masthead title=site.title.clone() tagline=site.tagline.clone() menus=site.menus.clone() today=site.today.clone() path identity=HeaderIdentity::from(&site.identity) />
        <div class="layout">
            <main id="content" tabindex="-1">{children()}</main>
            <Sidebar blocks=sidebar />
        </div>
        <footer class="footer" inner_html=footer></footer>
    }
}

/// Returns the HTML of the sidebar's content: the latest posts that the page itself does not show, and the blocks that
/// are the same on all pages.
pub fn sidebar(site: &SiteChrome, viewed: &ViewResult, extras: &PageExtras) -> String {
    let [top, bottom] = [Slot::SidebarTop, Slot::SidebarBottom].map(|slot| slots::html(extras, slot));
    // A front page in sections lists the latest posts itself. What it leaves out are lists that change with any post.
    if let Ok(View::Listing(listing)) = viewed
        && listing.title.is_empty()
        && !listing.sections.is_empty()
    {
        let promotion = site.promotion.clone();
        return top + &strip_hydration_markers(&view! { <PromotionBlock promotion /> }.to_html()) + &bottom;
    }
    let is_shown = |slug: &str| match viewed {
        Ok(View::Post(post)) => {
            let neighbours = post.older.iter().chain(&post.newer);
            post.slug == slug
                || post.related.iter().any(|related| related.slug == slug)
                || neighbours.into_iter().any(|link| link.path == Address::Post(slug).to_string())
        }
        Ok(View::Listing(listing)) => listing.shows(slug),
        _ => false,
    };
    let latest: Vec<_> =
        site.latest.iter().filter(|post| !is_shown(&post.slug)).take(site.latest_shown).cloned().collect();
    let latest = strip_hydration_markers(&view! { <LatestPosts latest /> }.to_html());
    let blocks = site.sidebar(|site| strip_hydration_markers(&view! { <SidebarBlocks site=site.clone() /> }.to_html()));
    top + &latest + blocks + &bottom
}
