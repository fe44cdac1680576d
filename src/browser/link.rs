//! Classification of links and clicks for client-side navigation.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::model::address::paths;

/// The target of a link, relative to the current page.
#[derive(Debug, PartialEq)]
pub enum LinkTarget {
    /// A page of the site, as path, query and fragment.
    Page(String),
    /// A fragment of the current page.
    Place,
    /// Another site, or not a page; left to the browser.
    Elsewhere,
}

/// Returns the link that an event came from.
pub fn find(event: &Event) -> Option<HtmlAnchorElement> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest("a[href]").ok()??.dyn_into().ok()
}

/// Returns whether a click follows the link itself, rather than opening a new tab, a download or a menu.
pub fn is_plain(click: &MouseEvent) -> bool {
    !click.default_prevented()
        && click.button() == 0
        && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key())
}

/// Classifies the target of a link.
pub fn classify(link: &HtmlAnchorElement) -> LinkTarget {
    let location = window().location();
    let path = link.pathname();
    // Only file names have a dot in their last segment; slugs have none.
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let leaves = location.origin().map_or(true, |origin| origin != link.origin());
    let wants_document = link.rel().split_ascii_whitespace().any(|rel| rel == "external");
    if leaves
        || is_file
        || wants_document
        || !link.target().is_empty()
        || link.has_attribute("download")
        || path.starts_with(paths::API)
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
