use std::sync::LazyLock;

use leptos::prelude::*;

static THEME: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/theme.js")));
static HYDRATE: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/hydrate.js")));
static VISUAL_EDITOR: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/visual_editor.js")));
static EMBED: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/embed.js")));
static CONSENT: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/consent.js")));

static PASSKEY: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/passkey.js")));
static PASSKEY_FORM: LazyLock<String> = LazyLock::new(|| strip(include_str!("../browser/passkey_form.js")));

/// Renders the script that defines `longan_passkey`.
#[component]
pub fn PasskeyScript() -> impl IntoView {
    view! { <script inner_html=PASSKEY.as_str()></script> }
}

/// Renders the script that defines `longan_visual_editor`. `script` and `style` are the editor's URLs.
#[component]
pub fn VisualEditorScript(script: String, style: String) -> impl IntoView {
    view! { <script inner_html=visual_editor(&script, &style)></script> }
}

/// Returns the source of [`VisualEditorScript`], for its digest in the Content-Security-Policy.
pub fn visual_editor(script: &str, style: &str) -> String {
    format!("{{\nconst editor = {{ js: {script:?}, css: {style:?} }};\n{}\n}}", *VISUAL_EDITOR)
}

/// Renders the script that handles the passkey login form. It must follow the form.
#[component]
pub fn PasskeyFormScript() -> impl IntoView {
    view! { <script inner_html=PASSKEY_FORM.as_str()></script> }
}

/// Renders the script that applies the reader's choice of light or dark theme before the first paint.
#[component]
pub fn ThemeScript() -> impl IntoView {
    view! { <script inner_html=THEME.as_str()></script> }
}

/// Renders the script that loads players of other sites when the reader asks for them. Only pages with players have it.
#[component]
pub fn EmbedScript() -> impl IntoView {
    view! { <script inner_html=EMBED.as_str()></script> }
}

/// Renders the script that loads the client and hydrates the page. It replaces Leptos's own component, which reads the
/// file names from the disk beside the binary, since ours are embedded. `script` and `wasm` are the URLs.
#[component]
pub fn HydrationScript(script: String, wasm: String) -> impl IntoView {
    view! { <script type="module" inner_html=hydration(&script, &wasm)></script> }
}

/// Returns the source of [`HydrationScript`], for its digest in the Content-Security-Policy.
pub fn hydration(script: &str, wasm: &str) -> String {
    format!("const client = {{ js: {script:?}, wasm: {wasm:?} }};\n{}", *HYDRATE)
}

/// Returns the source of [`ThemeScript`].
pub fn theme() -> String {
    THEME.clone()
}

/// Returns the source of [`EmbedScript`].
pub fn embed() -> String {
    EMBED.clone()
}

/// Returns the source of the script that asks readers before snippets run.
pub fn consent() -> String {
    CONSENT.clone()
}

/// Returns the sources of [`PasskeyScript`] and [`PasskeyFormScript`].
pub fn passkeys() -> [String; 2] {
    [PASSKEY.clone(), PASSKEY_FORM.clone()]
}

/// Strips comments and indentation from a script, because every page contains it.
fn strip(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}
