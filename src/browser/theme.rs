//! The light or dark theme. `theme.js` in the head applies the stored choice before the first paint; this module
//! changes it.

use leptos::prelude::{document, window};
use leptos::web_sys::{Event, MediaQueryList};

use super::event::listen;

/// The name in local storage, which `theme.js` has too.
const NAME: &str = "theme";

/// Shows the theme switch in the masthead and handles its clicks.
pub fn start() {
    let Ok(Some(switch)) = document().query_selector(".theme-switch") else { return };
    let name = {
        let switch = switch.clone();
        move || {
            let name = if is_dark() { "data-to-light" } else { "data-to-dark" };
            if let Ok(Some(label)) = switch.query_selector("span") {
                label.set_text_content(switch.get_attribute(name).as_deref());
            }
        }
    };
    name();
    watch_system(name.clone());
    let _ = switch.remove_attribute("hidden");
    listen(&switch, "click", move |_: Event| {
        choose(!is_dark());
        name();
    });
}

/// Returns whether the page is dark, by the user's choice or else by the system's setting.
pub fn is_dark() -> bool {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some(_) => false,
        None => system().is_some_and(|query| query.matches()),
    }
}

/// Calls `handle` whenever the system's color scheme changes.
pub fn watch_system(handle: impl Fn() + 'static) {
    if let Some(query) = system() {
        listen(&query, "change", move |_: Event| handle());
    }
}

fn system() -> Option<MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// Sets the theme of this page and stores the choice.
pub fn choose(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(NAME, name);
    }
}
