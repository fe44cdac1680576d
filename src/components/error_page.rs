use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::head::Head;
use crate::i18n::use_texts;
use crate::model::error::Error;

/// In place of a page that cannot be shown.
#[component]
pub fn ErrorPage(error: Error, #[prop(optional)] retry: Option<Callback<()>>) -> impl IntoView {
    let texts = use_texts();
    let (title, text) = match error {
        Error::NotFound => return view! { <NotFound /> }.into_any(),
        Error::Offline => (texts.offline_title, ""),
        _ => (texts.broken_title, texts.broken_text),
    };
    view! {
        <Head title hidden=true />
        <section class="error-page">
            <p class="status">{error.status()}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="actions">
                <a class="button" href="/">{texts.to_home}</a>
                {retry.map(|retry| view! {
                    <button type="button" class="button quiet" on:click=move |_| retry.run(())>{texts.try_again}</button>
                })}
            </p>
        </section>
    }
    .into_any()
}

/// An address that shows nothing.
#[component]
pub fn NotFound() -> impl IntoView {
    let texts = use_texts();
    let path = use_location().pathname;
    let text = move || match path.with(|path| path.starts_with("/preview/")) {
        true => texts.preview_gone,
        false => texts.not_found_text,
    };
    view! {
        <Head title=texts.not_found_title hidden=true />
        <section class="error-page">
            <p class="status">"404"</p>
            <h1>{texts.not_found_title}</h1>
            <p>{text}</p>
            <p class="actions"><a class="button" href="/">{texts.to_home}</a></p>
        </section>
    }
}
