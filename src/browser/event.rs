//! Event listeners that are never removed.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::convert::FromWasmAbi;
use leptos::web_sys::{Element, Event, EventTarget};

/// Calls `handle` for every such event on a target. For the page itself; components use `on:`.
pub fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, name: &str, handle: impl FnMut(E) + 'static) {
    let handle = Closure::<dyn FnMut(E)>::new(handle).into_js_value();
    let _ = target.add_event_listener_with_callback(name, handle.unchecked_ref());
}

/// Calls `handle` with the closest ancestor of an event's target that matches a selector. For elements that come and go
/// with client-side navigation.
pub fn delegate(name: &str, selector: &'static str, handle: impl Fn(Element) + 'static) {
    listen(&document(), name, move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(found) = target.and_then(|target| target.closest(selector).ok().flatten()) {
            handle(found);
        }
    });
}
