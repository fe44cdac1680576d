//! What the browser offers, in words of ours. These functions may be named anywhere but only called in the
//! browser: in effects and event handlers, which the server never runs.

pub mod commenter;
pub mod event;
pub mod fetch;
pub mod files;
pub mod history;
pub mod hydration;
pub mod json;
pub mod link;
pub mod navigation_menu;
pub mod passkey;
pub mod storage;
pub mod theme;
pub mod upload_queue;
pub mod upload_request;

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition, js_sys};

use crate::model::language::Language;

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Whether the page is one of the admin's.
pub fn is_admin() -> bool {
    window().location().pathname().is_ok_and(|path| path == "/admin" || path.starts_with("/admin/"))
}

/// Fetches the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// A text as part of a URL's query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Whether the page is as a media query says.
pub fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|query| query.matches())
}

/// A time in milliseconds since 1970, as people of a language write it, in a time zone of the IANA database.
pub fn tell_time(at: f64, language: &str, zone: &str) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at));
    let options = js_sys::Object::new();
    for (name, value) in [("timeZone", zone), ("dateStyle", "short"), ("timeStyle", "short")] {
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    String::from(date.to_locale_string(language, &options))
}

/// A text in lower case, without diacritics and with đ as d: for finding, as `text::fold` does it on the server.
pub fn fold(text: &str) -> String {
    let decomposed = String::from(js_sys::JsString::from(text.to_lowercase()).normalize("NFD"));
    let plain = decomposed.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// Does something once what has just changed is seen; at once where nobody looks, since nothing is painted then.
pub fn after_paint(then: impl FnOnce() + 'static) {
    if document().hidden() {
        return then();
    }
    request_animation_frame(move || set_timeout(then, Duration::ZERO));
}

/// Sets an attribute of the document, for style sheets.
pub fn mark_document(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// The language of the page.
pub fn language() -> Language {
    let tag = document().document_element().and_then(|root| root.get_attribute("lang"));
    Language::from_tag(&tag.unwrap_or_default())
}

/// The element with this id.
pub fn find(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Whether a dialog is open.
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Moves the focus without moving the page.
pub fn focus(id: &str) {
    if let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = leptos::web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Makes the control with this id visible and gives it the focus.
pub fn visit(id: &str) {
    if let Some(details) = find(id).and_then(|element| element.closest("details").ok().flatten()) {
        let _ = details.set_attribute("open", "");
    }
    reveal(id);
    focus(id);
}

/// Brings an element into sight, without moving more than needed.
pub fn reveal(id: &str) {
    if let Some(element) = find(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Brings the current link of a row that scrolls sideways into its middle. The page itself stays where it is.
pub fn reveal_current(row: &HtmlElement) {
    let current = row.query_selector("[aria-current]").ok().flatten();
    if let Some(current) = current.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let before = current.offset_left() - row.offset_left();
        row.set_scroll_left(before - (row.client_width() - current.offset_width()) / 2);
    }
}

/// Whether the reader has asked to save data (Save-Data; Network Information API).
pub fn saves_data() -> bool {
    let connection = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("connection"));
    let saves = connection.and_then(|found| js_sys::Reflect::get(&found, &JsValue::from_str("saveData")));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// Whether there is a share sheet of the system's.
pub fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &JsValue::from_str("share")).unwrap_or(false)
}

/// Opens the share sheet.
pub fn share(title: &str, url: &str) {
    let data = leptos::web_sys::ShareData::new();
    data.set_title(title);
    data.set_url(url);
    // A rejection means that the reader closed the sheet.
    silence(window().navigator().share_with_data(&data));
}

/// Puts a text on the clipboard. False where the browser offers none: on plain http.
pub fn copy(text: &str) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    if !clipboard.is_ok_and(|found| found.is_truthy()) {
        return false;
    }
    silence(window().navigator().clipboard().write_text(text));
    true
}

/// Lets a promise end without an unhandled rejection.
fn silence(promise: js_sys::Promise) {
    leptos::task::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    });
}

/// When the client breaks, the page has to go on without it: `hydrate.js` says how.
pub fn disable_client_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        let disable_client = js_sys::Reflect::get(&window(), &JsValue::from_str("longan_disable_client"));
        if let Ok(disable_client) = disable_client.and_then(|found| found.dyn_into::<js_sys::Function>()) {
            let _ = disable_client.call0(&JsValue::NULL);
        }
    }));
}
