use std::sync::LazyLock;

use leptos::prelude::*;

static THEME: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/theme.js")));
static HYDRATE: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/hydrate.js")));

static PASSKEY: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/passkey.js")));
static PASSKEY_FORM: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/passkey_form.js")));

/// Gives the page `longan_passkey`.
#[component]
pub fn PasskeyScript() -> impl IntoView {
    view! { <script inner_html=PASSKEY.as_str()></script> }
}

/// Brings the form that logs in by passkey to life; it stands before this.
#[component]
pub fn PasskeyFormScript() -> impl IntoView {
    view! { <script inner_html=PASSKEY_FORM.as_str()></script> }
}

/// Applies the reader's choice of light or dark before the first paint.
#[component]
pub fn ThemeScript() -> impl IntoView {
    view! { <script inner_html=THEME.as_str()></script> }
}

/// Loads the client and hydrates. In place of Leptos's own component, which reads the names of its files from the
/// disk beside the binary; ours are embedded. `script` and `wasm` are their addresses.
#[component]
pub fn HydrationScript(script: String, wasm: String) -> impl IntoView {
    view! { <script type="module" inner_html=hydration(&script, &wasm)></script> }
}

/// What [`HydrationScript`] is; browsers are told the digests of the scripts that may run.
pub fn hydration(script: &str, wasm: &str) -> String {
    format!("const client = {{ js: {script:?}, wasm: {wasm:?} }};\n{}", *HYDRATE)
}

/// What [`ThemeScript`] is.
pub fn theme() -> String {
    THEME.clone()
}

/// What [`PasskeyScript`] and [`PasskeyFormScript`] are.
pub fn passkeys() -> [String; 2] {
    [PASSKEY.clone(), PASSKEY_FORM.clone()]
}

/// A script without its comments and indentation, which every page would carry.
fn strip(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
