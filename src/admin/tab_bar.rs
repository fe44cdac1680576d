use leptos::html;
use leptos::prelude::*;

use crate::browser;

/// The lists that a page has, one shown at a time: a row of links, of which `aria-current` tells the one that is shown.
/// Where not all have room, that one is brought into sight.
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
