use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::AccountPageState;
use crate::admin::error_page::{SessionExpiry, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::TextField;
use crate::admin::reauthentication::{Reauthenticator, use_reauthenticator};
use crate::admin::toast::use_toaster;
use crate::api::admin::account::{add_passkey, remove_passkey, rename_passkey, start_passkey};
use crate::browser;
use crate::browser::passkey::{self, PasskeyError};
use crate::i18n::admin::account::AccountTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{PasskeySummary, RecoveryCodes};
use crate::model::error::{Error, Rejection};

/// Renders the form that names a passkey and then registers it.
#[component]
pub fn AddPasskeyForm() -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.account, expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    let is_busy = RwSignal::new(false);
    Effect::new(|| browser::focus("key-name"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let name = page.key_name.get_untracked();
        if name.trim().is_empty() {
            return errors.show(&Rejection::error("key-name", texts.login.missing));
        }
        is_busy.set(true);
        errors.clear();
        spawn_local(async move {
            let answer = create_passkey(name, words, reauthenticator, expiry).await;
            is_busy.try_set(false);
            match answer {
                Ok(codes) => {
                    if let Some(codes) = codes {
                        page.codes.try_set(codes);
                    }
                    page.open.try_set(None);
                    toaster.tell(words.passkey_added);
                    page.account.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-label=words.add_passkey novalidate on:submit=send>
            <ErrorSummary errors />
            <TextField
                id="key-name"
                label=words.key_name
                hint=words.key_name_hint
                value=page.key_name
                required=true
                errors
            />
            <div class="actions">
                <button class="button" aria-busy=move || is_busy.get().to_string()>{words.add_passkey}</button>
                <CancelPasskeyForm />
            </div>
        </form>
    }
}

async fn create_passkey(
    name: String,
    words: &AccountTexts,
    reauthenticator: Reauthenticator,
    expiry: SessionExpiry,
) -> Result<Option<RecoveryCodes>, Error> {
    if !passkey::are_available() {
        return Err(Rejection::error("", words.passkeys_unsupported));
    }
    let challenge = reauthenticator.attempt(start_passkey).await;
    expiry.note(&challenge);
    let challenge = challenge?;
    let credential = passkey::create(&challenge.options).await.map_err(|why| {
        let text = match why {
            PasskeyError::Known => words.passkey_known,
            PasskeyError::Cancelled => words.passkey_cancelled,
        };
        Rejection::error("", text)
    })?;
    let ceremony = challenge.ceremony;
    let added = reauthenticator.attempt(|| add_passkey(ceremony.clone(), credential.clone(), name.clone())).await;
    expiry.note(&added);
    added
}

/// Renders the form that renames a passkey.
#[component]
pub fn RenamePasskeyForm(key: PasskeySummary) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.account, expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let errors = FormErrors::new();
    Effect::new(|| browser::focus("key-name"));
    let label = (words.rename_key)(&key.name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let (id, name) = (key.id.clone(), page.key_name.get_untracked());
        spawn_local(async move {
            let answer = rename_passkey(id, name).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.open.try_set(None);
                    toaster.tell(words.renamed);
                    page.account.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-label=label novalidate on:submit=send>
            <ErrorSummary errors />
            <TextField id="key-name" label=words.key_name value=page.key_name errors />
            <div class="actions">
                <button class="button">{texts.layout.save}</button>
                <CancelPasskeyForm />
            </div>
        </form>
    }
}

/// Renders the confirmation before a passkey is removed.
#[component]
pub fn RemovePasskeyForm(key: PasskeySummary) -> impl IntoView {
    let words = &use_admin_texts().account;
    let (page, toaster, expiry) = (expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    Effect::new(|| browser::focus("remove-passkey"));
    let question = (words.remove_sure)(&key.name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let id = key.id.clone();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| remove_passkey(id.clone())).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.open.try_set(None);
                    page.codes.try_set(Vec::new());
                    toaster.tell(words.removed);
                    page.account.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" novalidate on:submit=send>
            <ErrorSummary errors />
            <p id="remove-passkey" tabindex="-1">{question}</p>
            <div class="actions">
                <button class="button danger">{words.remove}</button>
                <CancelPasskeyForm />
            </div>
        </form>
    }
}

/// Renders the button that closes the open form.
#[component]
fn CancelPasskeyForm() -> impl IntoView {
    let texts = use_admin_texts();
    let page = expect_context::<AccountPageState>();
    let close = move |_| {
        page.open.set(None);
        browser::focus("add-passkey");
    };
    view! { <button type="button" class="button plain" on:click=close>{texts.layout.cancel}</button> }
}
