//! The menu in the masthead, which is not replaced by client-side navigation.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlAnchorElement;

/// Marks the link to the current page with `aria-current`.
pub fn mark_current() {
    let Ok(links) = document().query_selector_all(".masthead .navigation a") else { return };
    let here = window().location().pathname().unwrap_or_default();
    for place in 0..links.length() {
        let Some(link) = links.item(place).and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { continue };
        let _ = match link.pathname() == here {
            true => link.set_attribute("aria-current", "page"),
            false => link.remove_attribute("aria-current"),
        };
    }
}
