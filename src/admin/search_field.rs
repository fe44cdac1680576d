use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::admin::icon::{Icon, IconImage};

/// The search starts after a pause in typing of this length.
const TYPING_DELAY: Duration = Duration::from_millis(300);

/// Renders a search field for a list. The text is in the URL's query under `name`. `path` is the URL of the unfiltered
/// list.
#[component]
pub fn SearchField(name: &'static str, label: &'static str, #[prop(into)] path: Signal<String>) -> impl IntoView {
    let query = use_query_map();
    let navigate = use_navigate();
    let words = RwSignal::new(query.with_untracked(|query| query.get(name).unwrap_or_default()));
    let known = Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let go = Callback::new(move |()| {
        let words = words.get_untracked();
        if words.trim() != known.get_untracked() {
            navigate(
                &address(&path.get_untracked(), name, words.trim(), ""),
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
            );
        }
    });
    let wait = move |text: String| {
        words.set(text);
        if let Some(earlier) = timer.try_update_value(Option::take).flatten() {
            earlier.clear();
        }
        timer.set_value(set_timeout_with_handle(move || go.run(()), TYPING_DELAY).ok());
    };
    view! {
        <form class="filters" role="search" action=path on:submit=move |event| {
            event.prevent_default();
            go.run(());
        }>
            <div class="search">
                <IconImage icon=Icon::Search />
                <input
                    type="search"
                    name=name
                    aria-label=label
                    placeholder=label
                    value=words.get_untracked()
                    prop:value=words
                    on:input:target=move |event| wait(event.target().value())
                />
            </div>
        </form>
    }
}

/// Returns the URL of a page of a filtered list.
pub fn address(path: &str, name: &str, search: &str, after: &str) -> String {
    let pairs = [(name, search), ("after", after)];
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let sign = if path.contains('?') { '&' } else { '?' };
    if pairs.is_empty() { path.to_owned() } else { format!("{path}{sign}{}", pairs.join("&")) }
}

/// Percent-encodes all characters of a query value except the unreserved ones (RFC 3986, section 2.1).
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
