//! Content security policies (W3C CSP Level 3): what a page may load and run. They are a second line of defence against
//! injected scripts.
//!
//! Inline scripts are allowed by their digests. These are computed from the scripts in the source, never from a
//! rendered page, which would allow an injected script, too. Those of snippets are computed from the code that an
//! administrator has stored.

use std::collections::HashSet;
use std::sync::LazyLock;

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::admin::{self, login};
use crate::model::snippet::{Snippet, SnippetConsent};
use crate::pages;
use crate::server::assets::ClientFiles;

/// Policy of responses that are not pages, such as feeds, JSON and files. Opened as a document, they load nothing; SVG
/// images may have inline styles.
const DATA: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// Images and videos may come from anywhere, because imported sites link to them elsewhere.
const ANYWHERE: &str = "img-src * data:; media-src *";
/// The admin also previews images (`blob:`) before they are uploaded.
const ANYWHERE_AND_HERE: &str = "img-src * data: blob:; media-src * blob:";

static PAGES: LazyLock<HeaderValue> = LazyLock::new(|| {
    let scripts = pages::inline_scripts(&ClientFiles::current().frame());
    value(policy(&digests(scripts), ANYWHERE, "'self'"))
});

static LOGIN: LazyLock<HeaderValue> =
    LazyLock::new(|| value(policy(&digests(login::inline_scripts()), "img-src 'self' data:", "'none'")));

static ADMIN: LazyLock<String> = LazyLock::new(|| digests(admin::inline_scripts(&ClientFiles::current().admin())));

/// Returns the policy of public pages.
pub fn of_pages() -> HeaderValue {
    PAGES.clone()
}

/// Returns the policy of a public page that can load players from these origins, and that has these snippets. `None`: it
/// has neither, so its policy is [`of_pages`].
pub fn of_page_with(players: &[String], snippets: &[Snippet]) -> Option<HeaderValue> {
    if players.is_empty() && snippets.is_empty() {
        return None;
    }
    let mut scripts = pages::inline_scripts(&ClientFiles::current().frame());
    if !players.is_empty() {
        scripts.push(pages::embed_script());
    }
    if snippets.iter().any(|snippet| snippet.consent == SnippetConsent::Needed) {
        scripts.push(pages::consent_script());
    }
    let (mut script_sources, mut connections, mut frames) = (Vec::new(), Vec::new(), players.to_vec());
    for snippet in snippets {
        scripts.extend(snippet.inline_scripts.iter().cloned());
        script_sources.extend(snippet.hosts.scripts.iter().cloned());
        connections.extend(snippet.hosts.connections.iter().cloned());
        frames.extend(snippet.hosts.frames.iter().cloned());
    }
    let scripts = [digests(scripts), distinct(script_sources)].join(" ");
    let mut policy = policy(scripts.trim_end(), ANYWHERE, "'self'");
    let connections = distinct(connections);
    if !connections.is_empty() {
        policy = policy.replace("connect-src 'self'", &format!("connect-src 'self' {connections}"));
    }
    let frames = distinct(frames);
    if !frames.is_empty() {
        policy = format!("{policy}; frame-src {frames}");
    }
    Some(value(policy))
}

/// Joins sources, each once.
fn distinct(sources: Vec<String>) -> String {
    let mut seen = HashSet::new();
    let sources: Vec<String> = sources.into_iter().filter(|source| seen.insert(source.clone())).collect();
    sources.join(" ")
}

/// Returns the policy of the login and setup pages.
pub fn of_login() -> HeaderValue {
    LOGIN.clone()
}

/// Returns the policy of admin pages. Leptos writes scripts into them that differ each time, so they have this nonce.
pub fn of_admin(nonce: &str) -> HeaderValue {
    let policy = policy(&format!("'nonce-{nonce}' {}", *ADMIN), ANYWHERE_AND_HERE, "'none'");
    // The preview of the site's appearance.
    value(format!("{policy}; frame-src 'self'"))
}

/// Returns the policy of the preview of the site's appearance, which has this inline style sheet.
pub fn of_appearance_preview(css: &str) -> HeaderValue {
    let scripts = digests(pages::inline_scripts(&ClientFiles::current().frame()));
    let style = format!("style-src 'self' {}", digests(vec![css.to_owned()]));
    value(policy(&scripts, ANYWHERE, "'self'").replace("style-src 'self'", &style))
}

/// Returns the policy of everything that is not a page.
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
