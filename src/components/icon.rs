use leptos::prelude::*;

/// A disc, half dark.
#[component]
pub fn ThemeIcon() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
            <circle cx="12" cy="12" r="9"></circle>
            <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor"></path>
        </svg>
    }
}
