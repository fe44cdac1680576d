//! Listening for as long as the page lives.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::convert::FromWasmAbi;
use leptos::web_sys::EventTarget;

/// Calls `handle` with every such event. For what belongs to the page itself; components have `on:`.
pub fn listen<E: FromWasmAbi + 'static>(target: &EventTarget, name: &str, handle: impl FnMut(E) + 'static) {
    let handle = Closure::<dyn FnMut(E)>::new(handle).into_js_value();
    let _ = target.add_event_listener_with_callback(name, handle.unchecked_ref());
}
