//! Listening for as long as the page lives.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::convert::FromWasmAbi;
use leptos::web_sys::{Element, Event, EventTarget};

/// Calls `handle` with every such event. For what belongs to the page itself; components have `on:`.
pub fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, name: &str, handle: impl FnMut(E) + 'static) {
    let handle = Closure::<dyn FnMut(E)>::new(handle).into_js_value();
    let _ = target.add_event_listener_with_callback(name, handle.unchecked_ref());
}

/// Calls `handle` with the element that such an event comes from, if it matches a selector: for elements that come and
/// go with the pages.
pub fn delegate(name: &str, selector: &'static str, handle: impl Fn(Element) + 'static) {
    listen(&document(), name, move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(found) = target.and_then(|target| target.closest(selector).ok().flatten()) {
            handle(found);
        }
    });
}
