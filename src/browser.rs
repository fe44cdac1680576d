//! Wrappers of browser APIs. They compile on the server too, but may only be called in the browser: from effects and
//! event handlers, which the server never runs.

pub mod commenter;
pub mod event;
pub mod fetch;
pub mod files;
pub mod history;
pub mod hydration;
pub mod json;
pub mod link;
pub mod masthead;
pub mod metadata;
pub mod passkey;
pub mod storage;
pub mod theme;
pub mod upload_queue;
pub mod upload_request;
pub mod visual_editor;

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, js_sys};

use crate::model::address::admin::AdminAddress;
use crate::model::language::Language;

/// Returns the current time in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Returns whether the page belongs to the admin.
pub fn is_admin() -> bool {
    window().location().pathname().is_ok_and(|path| AdminAddress::contains(&path))
}

/// Reloads the page.
pub fn reload() {
    let _ = window().location().reload();
}

/// Encodes a text as a component of a URL's query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Returns whether a media query matches.
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// Returns a time in milliseconds since 1970 as local time in an IANA time zone, in the format of
/// `<input type="datetime-local">`: `2026-11-23T14:05`.
pub fn local_time(at: f64, zone: &str) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str(zone));
    // Swedish dates have this form: `2026-11-23 14:05:09`.
    let text = String::from(date.to_locale_string("sv-SE", &options));
    text.replace(' ', "T").chars().take(16).collect()
}

/// Folds a text for searching, as `text::fold` does on the server: lower case without diacritics, and đ as d.
pub fn fold(text: &str) -> String {
    let decomposed = String::from(js_sys::JsString::from(text.to_lowercase()).normalize("NFD"));
    let plain = decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Calls `then` after the next paint, or immediately if the page is hidden, since nothing is painted then.
pub fn after_paint(then: impl FnOnce() + 'static) {
    if document().hidden() {
        return then();
    }
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Sets an attribute of the root element, for style sheets.
pub fn mark_document(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Returns the language of the page.
pub fn language() -> Language {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang"));
    Language::from_tag(&tag.unwrap_or_default())
}

/// Returns the element with this ID.
pub fn find(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Calls `handle` with each element that matches a selector, in document order.
pub fn each<E: JsCast>(selector: &str, mut handle: impl FnMut(E)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    let found: Vec<_> = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect();
    found.into_iter().for_each(&mut handle);
}

/// Returns whether a modal dialog is open.
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Focuses an element without scrolling.
pub fn focus(id: &str) {
    if let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = leptos::web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Makes the control with this ID visible, opening the `<details>` around it, and focuses it.
pub fn visit(id: &str) {
    if let Some(details) = find(id).and_then(|element| element.closest("details").ok().flatten()) {
        let _ = details.set_attribute("open", "");
    }
    reveal(id);
    focus(id);
}

/// Scrolls an element into view by the shortest distance.
pub fn reveal(id: &str) {
    if let Some(element) = find(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a row horizontally so that its current link is in the middle. The page itself does not scroll.
pub fn reveal_current(row: &HtmlElement) {
    let current = row.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let before = current.offset_left() - row.offset_left();
        row.set_scroll_left(before - (row.client_width() - current.offset_width()) / 2);
    }
}

/// Returns whether the user has turned on data saving (Save-Data; Network Information API).
pub fn saves_data() -> bool {
    let connection = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("connection"));
    let saves = connection.and_then(|found| js_sys::Reflect::get(&found, &JsValue::from_str("saveData")));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// Returns whether the browser supports the Web Share API.
pub fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false)
}

/// Opens the system's share dialog.
pub fn share(title: &str, url: &str) {
    let data = leptos::web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(url);
    // Rejection means that the user closed the dialog.
    silence(window().navigator().share_with_data(&data));
}

/// Copies a text to the clipboard. Returns false if the browser has no clipboard API, as over plain HTTP.
pub fn copy(text: &str) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    if !clipboard.is_ok_and(|found| found.is_truthy()) {
        return false;
    }
    silence(window().navigator().clipboard().write_text(text));
    true
}

/// Awaits a promise and ignores a rejection.
fn silence(promise: js_sys::Promise) {
    leptos::task::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}

/// Installs a panic hook that disables the client, so that the page works without it (see `hydrate.js`).
pub fn disable_client_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        let disable_client = js_sys::Reflect::get(&window(), &JsValue::from_str("longan_disable_client"));
        if let Ok(disable_client) = disable_client.and_then(JsCast::dyn_into::<js_sys::Function>) {
            let _ = disable_client.call0(&JsValue::NULL);
        }
    }));
}
