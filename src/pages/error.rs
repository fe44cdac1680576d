use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::error::Error;

/// Renders an error in place of a page.
#[component]
pub fn ErrorPage(error: Error, path: String) -> impl IntoView {
    let texts = use_texts();
    let (title, text) = match error {
        Error::Unavailable => (texts.unavailable_title, texts.unavailable_text),
        _ => (texts.broken_title, texts.broken_text),
    };
    view! {
        <section class="error-page">
            <p class="status">{error.status()}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="actions">
                <a class="button" href="/">{texts.to_home}</a>
                " "
                // `external`: loads the whole document.
                <a class="button quiet" href=path rel="external">{texts.try_again}</a>
            </p>
        </section>
    }
}

/// Renders the page for 404.
#[component]
pub fn NotFound(is_preview: bool) -> impl IntoView {
    let texts = use_texts();
    let text = if is_preview { texts.preview_gone } else { texts.not_found_text };
    view! { <ErrorMessage error=Error::NotFound title=texts.not_found_title text /> }
}

/// Renders the page for 410.
#[component]
pub fn Gone() -> impl IntoView {
    let texts = use_texts();
    view! { <ErrorMessage error=Error::Gone title=texts.gone_title text=texts.gone_text /> }
}

#[component]
fn ErrorMessage(error: Error, title: &'static str, text: &'static str) -> impl IntoView {
    let texts = use_texts();
    view! {
        <section class="error-page">
            <p class="status">{error.status()}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="actions"><a class="button" href="/">{texts.to_home}</a></p>
        </section>
    }
}
