//! Light and dark. `theme.js` in the head applies the choice before the first paint; this changes it.

use leptos::prelude::{document, window};
use leptos::web_sys::{Event, MediaQueryList};

use super::event::listen;

/// What the reader's device keeps it under; `theme.js` has the same name.
const NAME: &str = "theme";

/// Brings the switch in the masthead to life.
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

/// Whether the page is dark now: by choice, else by the system's setting.
pub fn is_dark() -> bool {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some(_) => false,
        None => system().is_some_and(|query| query.matches()),
    }
}

/// Calls `handle` when the system goes from light to dark or back.
pub fn watch_system(handle: impl Fn() + 'static) {
    if let Some(query) = system() {
        listen(&query, "change", move |_: Event| handle());
    }
}

fn system() -> Option<MediaQueryList> {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten()
}

/// Chooses a theme, for this page and the next ones.
pub fn choose(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", name);
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(NAME, name);
    }
}
