use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::{Reauthenticator, use_reauthenticator};
use crate::admin::account::Entry;
use crate::admin::dialog::Dialog;
use crate::admin::failure::{Expiry, use_expiry};
use crate::admin::field::{Faults, Summary};
use crate::admin::icon::{Drawn, Icon};
use crate::api::admin::reauthentication::{show_passkey, show_password, start_showing_passkey};
use crate::browser::{self, passkey};
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::admin::account::Reauthentication;
use crate::model::error::{Error, Rejection};

/// Asks for password or passkey, over whatever page wanted something that needs them.
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
        <Dialog id="reauthentication" title=texts.entrance.second_title open=reauthenticator.open>
            {body}
        </Dialog>
    }
}

/// What a person can show.
#[component]
fn Ways(ways: Reauthentication) -> impl IntoView {
    let texts = use_admin_texts();
    let (reauthenticator, expiry, faults) = (use_reauthenticator(), use_expiry(), Faults::new());
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
        faults.clear();
        spawn_local(async move {
            let shown = show_password(password.get_untracked()).await;
            conclude(shown, reauthenticator, expiry, faults, is_busy);
        });
    };
    let send_passkey = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        faults.clear();
        spawn_local(async move {
            conclude(ask_passkey(texts).await, reauthenticator, expiry, faults, is_busy);
        });
    };
    let by_password = has_password.then(|| {
        view! {
            <form class="fields-column" id="reauthentication-form" novalidate on:submit=send_password>
                // For password managers: whose password it is.
                <input r#type="hidden" autocomplete="username" value=email />
                <Entry
                    id="password"
                    label=texts.entrance.password
                    kind="password"
                    autocomplete="current-password"
                    value=password
                    faults
                />
            </form>
        }
    });
    let confirm = has_password.then(|| {
        view! {
            <button class="button" form="reauthentication-form" aria-busy=move || is_busy.get().to_string()>
                {texts.entrance.confirm}
            </button>
        }
    });
    let by_passkey = has_passkeys.then(|| {
        view! {
            <button type="button" class="button quiet start" on:click=send_passkey>
                <Drawn icon=Icon::Key />{texts.entrance.use_passkey}
            </button>
        }
    });
    view! {
        <div class="body">
            <p>{texts.entrance.reauthentication_intro}</p>
            <Summary faults />
            {by_password}
            {(!has_password && !has_passkeys).then(|| view! { <p>{texts.entrance.reauthentication_impossible}</p> })}
        </div>
        <footer>
            {by_passkey}
            <button type="button" class="button plain" on:click=move |_| reauthenticator.open.set(false)>
                {texts.desk.cancel}
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
    expiry: Expiry,
    faults: Faults,
    is_busy: RwSignal<bool>,
) {
    expiry.note(&shown);
    is_busy.try_set(false);
    match shown {
        Ok(()) => reauthenticator.confirm(),
        Err(error) => faults.show(&error),
    }
}
