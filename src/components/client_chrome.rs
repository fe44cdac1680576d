use leptos::prelude::*;

use super::navigation::Navigation;
use crate::i18n::Texts;

/// What a client adds to every page: it stays while pages change.
#[component]
pub fn ClientChrome(navigation: Navigation) -> impl IntoView {
    let texts = navigation.texts;
    view! {
        <ProgressBar navigation texts />
        <Notice navigation texts />
        // Tells a screen reader what changes without a reload.
        <p class="visually-hidden" role="status" aria-live="polite">{navigation.announcement}</p>
    }
}

/// A thin bar at the top while a page is on its way.
#[component]
fn ProgressBar(navigation: Navigation, texts: &'static Texts) -> impl IntoView {
    move || {
        let is_slow = navigation.is_slow.get();
        is_slow.then(|| view! { <div class="progress" role="progressbar" aria-label=texts.loading></div> })
    }
}

/// Says why a page did not come, above the one that stays.
#[component]
fn Notice(navigation: Navigation, texts: &'static Texts) -> impl IntoView {
    move || {
        navigation.missed.get().map(|missed| {
            view! {
                <div class="notice" role="alert">
                    <p>{missed.reason}</p>
                    <button type="button" class="button" on:click=move |_| navigation.visit(missed.url.clone())>
                        {texts.try_again}
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| navigation.missed.set(None)>
                        {texts.close}
                    </button>
                </div>
            }
        })
    }
}
