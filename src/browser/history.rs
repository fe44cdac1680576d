//! Session history and scroll positions. The browser restores the scroll position before client-side navigation has
//! rendered the page, so the client does it instead.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::ScrollRestoration;

/// Turns the browser's scroll restoration off or on again. It is on for reloads, where it works best.
pub fn manage_scroll(manage: bool) {
    if let Ok(history) = window().history() {
        let mode = if manage { ScrollRestoration::Manual } else { ScrollRestoration::Auto };
        let _ = history.set_scroll_restoration(mode);
    }
}

/// Stores the scroll position in the current history entry.
pub fn note_scroll() {
    if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
        let _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// Returns the scroll position stored in the current history entry.
pub fn noted_scroll() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

/// Returns path and query of the current URL.
pub fn here() -> Option<String> {
    let location = window().location();
    Some(format!("{}{}", location.pathname().ok()?, location.search().ok()?))
}

/// Returns the fragment of the current URL, without `#`.
pub fn fragment() -> Option<String> {
    window().location().hash().ok()?.strip_prefix('#').map(str::to_owned)
}

/// Pushes a URL onto the history, unless it is the current one.
pub fn enter(url: &str) {
    let hash = window().location().hash().unwrap_or_default();
    let is_here = here().is_some_and(|here| format!("{here}{hash}") == url);
    if let (false, Ok(history)) = (is_here, window().history()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// Goes to the fragment of the current URL, if there is one, as the browser does: it becomes the `:target`, and the focus
/// moves there. Returns whether there is one.
pub fn go_to_fragment() -> bool {
    let hash = window().location().hash().unwrap_or_default();
    // Setting the same fragment adds no entry, and the page is not loaded again.
    !hash.is_empty() && window().location().replace(&hash).is_ok()
}

/// Navigates to a URL with a full page load.
pub fn load(url: &str) {
    let _ = window().location().assign(url);
}

/// Navigates to a URL with a full page load, replacing the current history entry.
pub fn replace(url: &str) {
    let _ = window().location().replace(url);
}
