//! Where the reader was on each page. The browser's own restoration comes before the page does, so we do it.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::ScrollRestoration;

/// Takes scrolling on back and forward over from the browser, or gives it back: for a reload, it knows best.
pub fn manage_scroll(manage: bool) {
    if let Ok(history) = window().history() {
        let mode = if manage { ScrollRestoration::Manual } else { ScrollRestoration::Auto };
        let _ = history.set_scroll_restoration(mode);
    }
}

/// Notes in the current history entry where the reader is.
pub fn note_scroll() {
    if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
        let _ = history.replace_state(&JsValue::from_f64(y), "");
    }
}

/// Where the reader was when they left the current entry.
pub fn noted_scroll() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}

/// The path and query in the address bar.
pub fn here() -> Option<String> {
    let location = window().location();
    Some(format!("{}{}", location.pathname().ok()?, location.search().ok()?))
}

/// What the address bar has after `#`.
pub fn fragment() -> Option<String> {
    window().location().hash().ok()?.strip_prefix('#').map(str::to_owned)
}

/// Makes a URL the current one, unless it is.
pub fn enter(url: &str) {
    let hash = window().location().hash().unwrap_or_default();
    let is_here = here().is_some_and(|here| format!("{here}{hash}") == url);
    if let (false, Ok(history)) = (is_here, window().history()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(url));
    }
}

/// Asks the server for a whole page.
pub fn load(url: &str) {
    let _ = window().location().assign(url);
}

/// The same, in place of the page that is shown.
pub fn replace(url: &str) {
    let _ = window().location().replace(url);
}
