//! The light or dark theme in the admin. `theme.js` in the head applies the stored choice before the first paint, and
//! is all that readers' pages need.

use leptos::prelude::document;

use super::storage::save_text;

/// The name in local storage, which `theme.js` has too.
const NAME: &str = "theme";

/// Returns whether the page is dark, by the user's choice or else by the system's setting.
pub fn is_dark() -> bool {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some(_) => false,
        None => super::matches_media("(prefers-color-scheme: dark)"),
    }
}

/// Sets the theme of this page and stores the choice.
pub fn choose(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    super::mark_document("data-theme", name);
    save_text(NAME, name);
}
