use leptos::html;
use leptos::prelude::*;

use crate::browser;

/// Renders the tabs of a page as links. `aria-current` marks the current tab, which is scrolled into view if the bar
/// overflows.
#[component]
pub fn TabBar(label: &'static str, children: Children) -> impl IntoView {
    let row = NodeRef::<html::Ul>::new();
    Effect::new(move || {
        if let Some(row) = row.get() {
            browser::reveal_current(&row);
        }
    });
    view! {
        <nav class="tabs" aria-label=label>
            <ul node_ref=row>{children()}</ul>
        </nav>
    }
}
