//! Links under the pointer.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

/// Where a link leads, seen from the page it is on.
#[derive(Debug, PartialEq)]
pub enum LinkTarget {
    /// Another page of the site: path, query and fragment.
    Page(String),
    /// A place on this page.
    Place,
    /// Somewhere else, or something that is not a page: the browser's business.
    Elsewhere,
}

/// The link that an event came from.
pub fn find(event: &Event) -> Option<HtmlAnchorElement> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest("a[href]").ok()??.dyn_into().ok()
}

/// Whether a click asks for the link itself, not for a new tab, a download, a menu.
pub fn is_plain(click: &MouseEvent) -> bool {
    !click.default_prevented()
        && click.button() == 0
        && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key())
}

/// Where a link leads.
pub fn classify(link: &HtmlAnchorElement) -> LinkTarget {
    let location = window().location();
    let path = link.pathname();
    // Only files have a dot in their last segment; slugs have none.
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let leaves = location.origin().map_or(true, |origin| origin != link.origin());
    let wants_document = link.rel().split_ascii_whitespace().any(|rel| rel == "external");
    if leaves
        || is_file
        || wants_document
        || !link.target().is_empty()
        || link.has_attribute("download")
        || path.starts_with("/api/")
    {
        return LinkTarget::Elsewhere;
    }
    let same =
        location.pathname().is_ok_and(|here| here == path) && location.search().is_ok_and(|here| here == link.search());
    match same && !link.hash().is_empty() {
        true => LinkTarget::Place,
        false => LinkTarget::Page(format!("{path}{}{}", link.search(), link.hash())),
    }
}

/// The part of a URL that the server sees.
pub fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}
