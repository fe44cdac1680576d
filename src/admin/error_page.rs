use leptos::prelude::*;

use super::page_head::AdminPageHead;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::error::Error;

/// Whether a response has reported that the session has expired. The page stays as it is, and a banner asks the user to
/// log in again.
#[derive(Clone, Copy)]
pub struct SessionExpiry(RwSignal<bool>);

/// Returns the state. Call it during rendering, not in an event handler.
pub fn use_session_expiry() -> SessionExpiry {
    use_context::<SessionExpiry>().unwrap_or_else(|| {
        // The layout calls it first, so that all components share one.
        let expiry = SessionExpiry(RwSignal::new(false));
        provide_context(expiry);
        expiry
    })
}

impl SessionExpiry {
    /// Checks a response for an expired session.
    pub fn note<T>(self, answer: &Result<T, Error>) {
        match answer {
            Err(Error::Unauthorized) => self.0.set(true),
            Err(Error::Offline) => {}
            _ if self.0.try_get_untracked() == Some(true) => self.0.set(false),
            _ => {}
        }
    }
}

/// Returns the message for an error; for rejected forms, the messages of their fields. Call it during rendering.
pub fn error_text(error: &Error) -> String {
    error_text_in(use_admin_texts(), error)
}

/// Returns the message for an error in given texts. For event handlers, which obtain the texts during rendering.
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

/// Renders the banner that asks the user to log in again in another tab, so that nothing typed on this page is lost.
#[component]
pub fn SessionExpiryBanner() -> impl IntoView {
    let texts = use_admin_texts();
    let expiry = use_session_expiry();
    view! {
        <Show when=move || expiry.0.get()>
            <div class="banner alarm" role="alert">
                <div class="text">{texts.layout.session_ended}</div>
                <div class="actions">
                    <a class="button" href=format!("{}?next={}", AdminAddress::Login, AdminAddress::Account) target="_blank" rel="external">
                        {texts.layout.log_in_again}
                    </a>
                </div>
            </div>
        </Show>
    }
}

/// Renders the banner that the style sheet shows when the client has failed. It is there from the start, since nothing can
/// be rendered then.
#[component]
pub fn StoppedBanner() -> impl IntoView {
    let texts = use_admin_texts();
    view! {
        <div class="banner alarm stopped" role="alert">
            <div class="text">{texts.layout.stopped}</div>
            <div class="actions"><a class="button" href="" rel="external">{texts.layout.reload}</a></div>
        </div>
    }
}

/// Renders an error in place of a page.
#[component]
pub fn AdminErrorPage(error: Error, #[prop(optional)] retry: Option<Callback<()>>) -> impl IntoView {
    let texts = use_admin_texts();
    let text = error_text(&error);
    let site = use_context::<AdminContext>().map(|context| context.title).unwrap_or_default();
    // Retrying does not help if the page does not exist or is forbidden.
    let retry = retry.filter(|_| !matches!(error, Error::NotFound | Error::Forbidden));
    view! {
        <AdminPageHead title=format!("{text} – {site}") />
        <section class="refusal">
            <h1>{text}</h1>
            <p class="actions">
                {retry.map(|retry| view! {
                    <button type="button" class="button" on:click=move |_| retry.run(())>{texts.layout.try_again}</button>
                })}
                <a class="button quiet" href=AdminAddress::Dashboard.path()>{texts.dashboard.title}</a>
            </p>
        </section>
    }
}

/// Renders the page for unknown URLs of the admin.
#[component]
pub fn AdminNotFoundPage() -> impl IntoView {
    view! { <AdminErrorPage error=Error::NotFound /> }
}
