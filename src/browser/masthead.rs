//! The masthead, which is not replaced by client-side navigation.

use leptos::prelude::{document, window};
use leptos::web_sys::{HtmlAnchorElement, HtmlElement};

use super::each;
use crate::model::address::Address;

/// Marks the link to the current page with `aria-current`, and the front page's masthead with its class. Closes the menu.
pub fn update() {
    each(".branch > ul:popover-open", |menu: HtmlElement| drop(menu.hide_popover()));
    let here = window().location().pathname().unwrap_or_default();
    each(".masthead .navigation a", |link: HtmlAnchorElement| {
        let _ = match link.pathname() == here {
            true => link.set_attribute("aria-current", "page"),
            false => link.remove_attribute("aria-current"),
        };
    });
    if let Ok(Some(masthead)) = document().query_selector(".masthead") {
        let _ = masthead.class_list().toggle_with_force("front", here == Address::Home.to_string());
    }
}
