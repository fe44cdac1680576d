use leptos::prelude::*;

use super::page_head::AdminPageHead;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::admin_context::AdminContext;
use crate::model::error::Error;

/// Whether a call has told that nobody is logged in any more. A page keeps what is typed, and this asks to log in again.
#[derive(Clone, Copy)]
pub struct SessionExpiry(RwSignal<bool>);

/// Take it while rendering, not in a handler.
pub fn use_session_expiry() -> SessionExpiry {
    use_context::<SessionExpiry>().unwrap_or_else(|| {
        // The banner at the top of the page is the first to ask.
        let expiry = SessionExpiry(RwSignal::new(false));
        provide_context(expiry);
        expiry
    })
}

impl SessionExpiry {
    /// Looks at what a call has answered.
    pub fn note<T>(self, answer: &Result<T, Error>) {
        match answer {
            Err(Error::Unauthorized) => self.0.set(true),
            Err(Error::Offline) => {}
            _ if self.0.try_get_untracked() == Some(true) => self.0.set(false),
            _ => {}
        }
    }
}

/// The words for what went wrong; for rejected forms, those of their faults. Call it while rendering.
pub fn error_text(error: &Error) -> String {
    error_text_in(use_admin_texts(), error)
}

/// The same for handlers, which have taken the texts while rendering.
pub fn error_text_in(texts: &AdminTexts, error: &Error) -> String {
    let texts = &texts.layout;
    match error {
        Error::NotFound | Error::Gone => texts.not_found,
        Error::Unauthorized => texts.session_ended,
        Error::Forbidden => texts.forbidden,
        Error::ReauthenticationRequired => texts.not_confirmed,
        Error::Conflict => texts.conflict,
        Error::Offline => texts.offline,
        Error::Outdated | Error::Malformed(_) => texts.outdated,
        Error::Unavailable => texts.unavailable,
        Error::Rejected(rejections) => {
            return rejections.iter().map(|rejection| rejection.text.as_str()).collect::<Vec<_>>().join(" ");
        }
        Error::Invalid(_) | Error::Internal => texts.broken,
    }
    .to_owned()
}

/// Asks to log in again, elsewhere, so that this page keeps what is typed in it.
#[component]
pub fn SessionExpiryBanner() -> impl IntoView {
    let texts = use_admin_texts();
    let expiry = use_session_expiry();
    view! {
        <Show when=move || expiry.0.get()>
            <div class="banner alarm" role="alert">
                <div class="text">{texts.layout.session_ended}</div>
                <div class="actions">
                    <a class="button" href="/admin/login?next=/admin/account" target="_blank" rel="external">
                        {texts.layout.log_in_again}
                    </a>
                </div>
            </div>
        </Show>
    }
}

/// In place of a page that cannot be shown.
#[component]
pub fn AdminErrorPage(error: Error, #[prop(optional)] retry: Option<Callback<()>>) -> impl IntoView {
    let texts = use_admin_texts();
    let text = error_text(&error);
    let site = use_context::<AdminContext>().map(|context| context.title).unwrap_or_default();
    // What is not there, or not for whoever asks, is so a second time.
    let retry = retry.filter(|_| !matches!(error, Error::NotFound | Error::Forbidden));
    view! {
        <AdminPageHead title=format!("{text} – {site}") />
        <section class="refusal">
            <h1>{text}</h1>
            <p class="actions">
                {retry.map(|retry| view! {
                    <button type="button" class="button" on:click=move |_| retry.run(())>{texts.layout.try_again}</button>
                })}
                <a class="button quiet" href="/admin">{texts.dashboard.title}</a>
            </p>
        </section>
    }
}

/// An address of the admin that shows nothing.
#[component]
pub fn AdminNotFoundPage() -> impl IntoView {
    view! { <AdminErrorPage error=Error::NotFound /> }
}
