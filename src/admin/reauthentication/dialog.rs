use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::{Reauthenticator, use_reauthenticator};
use crate::admin::dialog::Dialog;
use crate::admin::error_page::{SessionExpiry, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::TextField;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::reauthentication::{show_passkey, show_password, start_showing_passkey};
use crate::browser::{self, passkey};
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::account::Reauthentication;
use crate::model::error::{Error, Rejection};

/// Renders the reauthentication dialog.
#[component]
pub fn ReauthenticationDialog() -> impl IntoView {
    let texts = use_admin_texts();
    let reauthenticator = use_reauthenticator();
    Effect::new(move || {
        if !reauthenticator.open.get() {
            reauthenticator.give_up();
        }
    });
    let body = move || reauthenticator.ways.get().map(|ways| view! { <Ways ways /> });
    view! {
        <Dialog id="reauthentication" title=texts.login.second_title open=reauthenticator.open>
            {body}
        </Dialog>
    }
}

/// Renders the ways in which the user can reauthenticate.
#[component]
fn Ways(ways: Reauthentication) -> impl IntoView {
    let texts = use_admin_texts();
    let (reauthenticator, expiry, errors) = (use_reauthenticator(), use_session_expiry(), FormErrors::new());
    let password = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let Reauthentication { email, has_password, has_passkeys, .. } = ways;
    Effect::new(|| browser::focus("password"));
    let send_password = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        errors.clear();
        spawn_local(async move {
            let shown = show_password(password.get_untracked()).await;
            conclude(shown, reauthenticator, expiry, errors, is_busy);
        });
    };
    let send_passkey = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        errors.clear();
        spawn_local(async move {
            conclude(ask_passkey(texts).await, reauthenticator, expiry, errors, is_busy);
        });
    };
    let by_password = has_password.then(|| {
        view! {
            <form class="fields-column" id="reauthentication-form" novalidate on:submit=send_password>
                // Account name for password managers.
                <input r#type="hidden" autocomplete="username" value=email />
                <TextField
                    id="password"
                    label=texts.login.password
                    kind="password"
                    autocomplete="current-password"
                    value=password
                    required=true
                    errors
                />
            </form>
        }
    });
    let confirm = has_password.then(|| {
        view! {
            <button class="button" form="reauthentication-form" aria-busy=move || is_busy.get().to_string()>
                {texts.login.confirm}
            </button>
        }
    });
    let by_passkey = has_passkeys.then(|| {
        view! {
            <button type="button" class="button quiet start" on:click=send_passkey>
                <IconImage icon=Icon::Key />{texts.login.use_passkey}
            </button>
        }
    });
    view! {
        <div class="body">
            <p>{texts.login.reauthentication_intro}</p>
            <ErrorSummary errors />
            {by_password}
            {(!has_password && !has_passkeys).then(|| view! { <p>{texts.login.reauthentication_impossible}</p> })}
        </div>
        <footer>
            {by_passkey}
            <button type="button" class="button plain" on:click=move |_| reauthenticator.open.set(false)>
                {texts.layout.cancel}
            </button>
            {confirm}
        </footer>
    }
}

async fn ask_passkey(texts: &AdminTexts) -> Result<(), Error> {
    if !passkey::are_available() {
        return Err(Rejection::error("", texts.account.passkeys_unsupported));
    }
    let challenge = start_showing_passkey().await?;
    let shown = passkey::get(&challenge.options).await;
    let credential = shown.map_err(|_| Rejection::error("", texts.account.passkey_cancelled))?;
    show_passkey(challenge.ceremony, credential).await
}

fn conclude(
    shown: Result<(), Error>,
    reauthenticator: Reauthenticator,
    expiry: SessionExpiry,
    errors: FormErrors,
    is_busy: RwSignal<bool>,
) {
    expiry.note(&shown);
    is_busy.try_set(false);
    match shown {
        Ok(()) => reauthenticator.confirm(),
        Err(error) => errors.show(&error),
    }
}
