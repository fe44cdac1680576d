use leptos::prelude::*;

use super::navigation::Navigation;
use crate::i18n::use_texts;

/// A thin bar at the top while a page is on its way.
#[component]
pub fn Progress(is_slow: RwSignal<bool>) -> impl IntoView {
    let texts = use_texts();
    move || is_slow.get().then(|| view! { <div class="progress" role="progressbar" aria-label=texts.loading></div> })
}

/// Says that the server is away, above the page that stays.
#[component]
pub fn Notice() -> impl IntoView {
    let texts = use_texts();
    let navigation = expect_context::<Navigation>();
    move || {
        navigation.unreachable.get().map(|url| {
            view! {
                <div class="notice" role="alert">
                    <p>{texts.offline}</p>
                    <button type="button" class="button" on:click=move |_| navigation.visit(url.clone())>
                        {texts.try_again}
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| navigation.unreachable.set(None)>
                        {texts.close}
                    </button>
                </div>
            }
        })
    }
}

/// Tells a screen reader what changes without a reload.
#[component]
pub fn Announcer() -> impl IntoView {
    let navigation = expect_context::<Navigation>();
    view! { <p class="visually-hidden" role="status" aria-live="polite">{navigation.announcement}</p> }
}
