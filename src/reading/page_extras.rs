//! What administrators have added to a page.

use super::placements::fill_slots;
use super::read_context::ReadContext;
use super::request_url::RequestUrl;
use super::verification;
use crate::clock::now;
use crate::model::address::Address;
use crate::model::page_extras::PageExtras;
use crate::model::slot::PageKind;
use crate::model::view::{View, ViewResult};
use crate::page_cache::SiteChrome;

/// Returns what is added to the page of a view. The page expires when that changes. Errors and previews get nothing.
pub fn find_extras(context: &mut ReadContext<'_>, site: &SiteChrome, url: &str, viewed: &ViewResult) -> PageExtras {
    let settings = context.state.settings();
    let none = PageExtras { needs_document: !site.snippets.is_empty(), ..PageExtras::none(site.language) };
    let path = RequestUrl::parse(url).path;
    let address = Address::parse(&path);
    let Some(page) = page_kind(&address, viewed) else { return none };
    let categories: Vec<&str> = match (viewed, &address) {
        (Ok(View::Post(post)), _) => post.categories.iter().map(|category| category.slug.as_str()).collect(),
        (_, Address::Category(slug)) => vec![slug],
        _ => Vec::new(),
    };
    let (slots, until) = fill_slots(&site.placements, page, &categories, now());
    until.into_iter().for_each(|until| context.dependencies.expire(until));
    let snippets = site.snippets.iter().filter(|snippet| snippet.pages.contains(&page)).cloned().collect();
    // That is where the services look for them.
    let verification = if page == PageKind::Front { verification::meta_tags(&settings.site) } else { Vec::new() };
    PageExtras { slots, snippets, verification, ..none }
}

fn page_kind(address: &Address<'_>, viewed: &ViewResult) -> Option<PageKind> {
    if matches!(address, Address::Preview(_)) {
        return None;
    }
    match viewed.as_ref().ok()? {
        View::Listing(_) if matches!(address, Address::Home) => Some(PageKind::Front),
        View::Listing(_) => Some(PageKind::List),
        View::Post(_) => Some(PageKind::Post),
        View::Page(_) => Some(PageKind::Page),
        View::Search(_) => Some(PageKind::Search),
        View::Moved(_) => None,
    }
}
