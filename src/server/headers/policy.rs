//! Content security policies (W3C CSP Level 3): what a page may load and run. Should a text ever come through that is
//! a script, the browser does not run it.
//!
//! Inline scripts are named by their digests. They are computed from the scripts as we have written them, never from a
//! page as it came out: that would name an injected script, too.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::admin::{self, login};
use crate::pages;
use crate::server::assets::ClientFiles;

/// What has no parts of its own: feeds, JSON, files. Opened alone, it loads nothing (drawings have styles within).
const DATA: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// Pictures and films may be anywhere: those of old sites stay where they are.
const ANYWHERE: &str = "img-src * data:; media-src *";
/// The admin shows pictures before they are sent.
const ANYWHERE_AND_HERE: &str = "img-src * data: blob:; media-src * blob:";

static PAGES: LazyLock<HeaderValue> = LazyLock::new(|| {
    let scripts = pages::inline_scripts(&ClientFiles::current().frame());
    value(policy(&digests(scripts), ANYWHERE, "'self'"))
});

static LOGIN: LazyLock<HeaderValue> =
    LazyLock::new(|| value(policy(&digests(login::inline_scripts()), "img-src 'self' data:", "'none'")));

static ADMIN: LazyLock<String> = LazyLock::new(|| digests(admin::inline_scripts(&ClientFiles::current().admin())));

/// Of a page for readers.
pub fn of_pages() -> HeaderValue {
    PAGES.clone()
}

/// Of logging in and setting up.
pub fn of_login() -> HeaderValue {
    LOGIN.clone()
}

/// Of a page of the admin: Leptos writes scripts into it that differ each time, and have this nonce.
pub fn of_admin(nonce: &str) -> HeaderValue {
    value(policy(&format!("'nonce-{nonce}' {}", *ADMIN), ANYWHERE_AND_HERE, "'none'"))
}

/// Of everything that is no page.
pub fn of_data() -> HeaderValue {
    HeaderValue::from_static(DATA)
}

fn policy(scripts: &str, pictures: &str, frames: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; font-src 'self'; \
         {pictures}; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors {frames}"
    )
}

fn digests(scripts: Vec<String>) -> String {
    let digests = scripts.iter().map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
    digests.collect::<Vec<_>>().join(" ")
}

fn value(policy: String) -> HeaderValue {
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(DATA))
}
