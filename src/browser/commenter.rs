//! What the server knows this browser by when it sends comments.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDocument;

use crate::model::comment::COMMENTER_COOKIE;

/// Makes a token and keeps it as the cookie that the server looks for, so that it knows a comment which is sent again after
/// its answer got lost. From its first answer on the server keeps the cookie where no script reaches it (RFC 6265bis,
/// section 5.7): then this changes nothing.
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
