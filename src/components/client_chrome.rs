use leptos::prelude::*;

use super::client_context::ClientContext;
use super::navigation::Navigation;

/// Renders what the client adds to every page. It stays during client-side navigation.
#[component]
pub fn ClientChrome(navigation: Navigation) -> impl IntoView {
    let client = navigation.client;
    view! {
        <ProgressBar client />
        <Notice navigation />
        // Live region for screen readers: announces changes that happen without a reload.
        <p class="visually-hidden" role="status" aria-live="polite">{client.announcement}</p>
    }
}

/// Renders a thin bar at the top while a page loads slowly.
#[component]
fn ProgressBar(client: ClientContext) -> impl IntoView {
    move || {
        let is_slow = client.is_slow.get();
        is_slow.then(|| view! { <div class="progress" role="progressbar" aria-label=client.texts.loading></div> })
    }
}

/// Renders why a page could not be loaded, above the current page.
#[component]
fn Notice(navigation: Navigation) -> impl IntoView {
    let client = navigation.client;
    move || {
        client.missed.get().map(|missed| {
            view! {
                <div class="notice" role="alert">
                    <p>{missed.reason}</p>
                    <button type="button" class="button" on:click=move |_| navigation.visit(missed.url.clone())>
                        {client.texts.try_again}
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| client.missed.set(None)>
                        {client.texts.close}
                    </button>
                </div>
            }
        })
    }
}
