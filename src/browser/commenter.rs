//! The cookie that identifies this browser when it submits comments.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDocument;

use crate::model::comment::COMMENTER_COOKIE;

/// Sets the commenter cookie with a random token if there is none, so that the server recognizes a comment that is sent
/// again because the first response was lost. From its first response on the server sets the cookie as HTTP-only, and
/// then this has no effect (RFC 6265bis, section 5.7).
pub fn introduce() {
    let _ = write();
}

fn write() -> Option<()> {
    let document: HtmlDocument = document().dyn_into().ok()?;
    let is_secure = window().location().protocol().ok()? == "https:";
    let (prefix, secure) = if is_secure { ("__Host-", "; Secure") } else { ("", "") };
    let name = format!("{prefix}{COMMENTER_COOKIE}=");
    if document.cookie().ok()?.contains(&name) {
        return Some(());
    }
    let mut bytes = [0; 32];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    document.set_cookie(&format!("{name}{token}; Path=/; Max-Age=34560000; SameSite=Lax{secure}")).ok()
}
