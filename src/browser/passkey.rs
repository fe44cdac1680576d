//! Passkeys in the browser, by the functions of `passkey.js`.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::js_sys::{Function, Promise, Reflect};
use wasm_bindgen_futures::JsFuture;

/// Why the browser returned no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The authenticator already has a passkey of this user.
    Known,
    /// Cancelled or timed out; browsers do not distinguish these.
    Cancelled,
}

/// Returns whether the browser supports passkeys.
pub fn are_available() -> bool {
    Reflect::get(&window(), &JsValue::from_str("PublicKeyCredential")).is_ok_and(|found| found.is_truthy())
}

/// Creates a passkey. `options` and the result are JSON.
///
/// # Errors
///
/// The browser created none.
pub async fn create(options: &str) -> Result<String, PasskeyError> {
    let made = call("create", options).map(JsFuture::from).ok_or(PasskeyError::Cancelled)?.await;
    let fault = |error: JsValue| match Reflect::get(&error, &JsValue::from_str("name")) {
        Ok(name) if name.as_string().as_deref() == Some("InvalidStateError") => PasskeyError::Known,
        _ => PasskeyError::Cancelled,
    };
    made.map_err(fault)?.as_string().ok_or(PasskeyError::Cancelled)
}

/// Authenticates with a passkey. `options` and the result are JSON.
///
/// # Errors
///
/// The browser returned none.
pub async fn get(options: &str) -> Result<String, PasskeyError> {
    let shown = call("get", options).map(JsFuture::from).ok_or(PasskeyError::Cancelled)?.await;
    shown.ok().and_then(|shown| shown.as_string()).ok_or(PasskeyError::Cancelled)
}

fn call(name: &str, options: &str) -> Option<Promise> {
    let passkey = Reflect::get(&window(), &JsValue::from_str("longan_passkey")).ok()?;
    let function = Reflect::get(&passkey, &JsValue::from_str(name)).ok()?.dyn_into::<Function>().ok()?;
    function.call1(&passkey, &JsValue::from_str(options)).ok()?.dyn_into().ok()
}
