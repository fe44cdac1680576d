use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::{Desk, Entry};
use crate::admin::failure::{Expiry, use_expiry};
use crate::admin::field::{Faults, Summary, TextField};
use crate::admin::reauthentication::{Reauthenticator, use_reauthenticator};
use crate::admin::toast::use_toaster;
use crate::api::admin::account::{add_passkey, remove_passkey, rename_passkey, start_passkey};
use crate::browser;
use crate::browser::passkey::{self, NoPasskey};
use crate::i18n::admin::account::AccountTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{Codes, Key};
use crate::model::error::{Error, Rejection};

/// Names a passkey, and then asks the browser for it.
#[component]
pub fn AddForm() -> impl IntoView {
    let texts = use_admin_texts();
    let (words, desk, toaster, expiry) = (&texts.account, expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    let is_busy = RwSignal::new(false);
    Effect::new(|| browser::focus("key-name"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let name = desk.key_name.get_untracked();
        if name.trim().is_empty() {
            return faults.show(&Rejection::error("key-name", texts.entrance.missing));
        }
        is_busy.set(true);
        faults.clear();
        spawn_local(async move {
            let answer = add(name, words, reauthenticator, expiry).await;
            is_busy.try_set(false);
            match answer {
                Ok(codes) => {
                    if let Some(codes) = codes {
                        desk.codes.try_set(codes);
                    }
                    desk.open.try_set(None);
                    toaster.tell(words.passkey_added);
                    desk.account.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-label=words.add_passkey novalidate on:submit=send>
            <Summary faults />
            <Entry
                id="key-name"
                label=words.key_name
                kind="text"
                autocomplete="off"
                hint=words.key_name_hint
                value=desk.key_name
                faults
            />
            <div class="actions">
                <button class="button" aria-busy=move || is_busy.get().to_string()>{words.add_passkey}</button>
                <Cancel />
            </div>
        </form>
    }
}

async fn add(
    name: String,
    words: &AccountTexts,
    reauthenticator: Reauthenticator,
    expiry: Expiry,
) -> Result<Option<Codes>, Error> {
    if !passkey::are_available() {
        return Err(Rejection::error("", words.passkeys_unsupported));
    }
    let challenge = reauthenticator.attempt(start_passkey).await;
    expiry.note(&challenge);
    let challenge = challenge?;
    let credential = passkey::create(&challenge.options).await.map_err(|why| {
        let text = match why {
            NoPasskey::Known => words.passkey_known,
            NoPasskey::Cancelled => words.passkey_cancelled,
        };
        Rejection::error("", text)
    })?;
    let ceremony = challenge.ceremony;
    let added = reauthenticator.attempt(|| add_passkey(ceremony.clone(), credential.clone(), name.clone())).await;
    expiry.note(&added);
    added
}

/// Gives a passkey another name.
#[component]
pub fn RenameForm(key: Key) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, desk, toaster, expiry) = (&texts.account, expect_context::<Desk>(), use_toaster(), use_expiry());
    let faults = Faults::new();
    Effect::new(|| browser::focus("key-name"));
    let label = (words.rename_key)(&key.name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let (id, name) = (key.id.clone(), desk.key_name.get_untracked());
        spawn_local(async move {
            let answer = rename_passkey(id, name).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    desk.open.try_set(None);
                    toaster.tell(words.renamed);
                    desk.account.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" aria-label=label novalidate on:submit=send>
            <Summary faults />
            <TextField id="key-name" label=words.key_name value=desk.key_name faults />
            <div class="actions">
                <button class="button">{texts.desk.save}</button>
                <Cancel />
            </div>
        </form>
    }
}

/// Asks before a passkey is removed.
#[component]
pub fn RemoveForm(key: Key) -> impl IntoView {
    let words = &use_admin_texts().account;
    let (desk, toaster, expiry) = (expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    Effect::new(|| browser::focus("remove-passkey"));
    let question = (words.remove_sure)(&key.name);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let id = key.id.clone();
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| remove_passkey(id.clone())).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    desk.open.try_set(None);
                    desk.codes.try_set(Vec::new());
                    toaster.tell(words.removed);
                    desk.account.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <form class="inline-form" novalidate on:submit=send>
            <Summary faults />
            <p id="remove-passkey" tabindex="-1">{question}</p>
            <div class="actions">
                <button class="button danger">{words.remove}</button>
                <Cancel />
            </div>
        </form>
    }
}

/// Closes the form that is open.
#[component]
fn Cancel() -> impl IntoView {
    let texts = use_admin_texts();
    let desk = expect_context::<Desk>();
    let close = move |_| {
        desk.open.set(None);
        browser::focus("add-passkey");
    };
    view! { <button type="button" class="button plain" on:click=close>{texts.desk.cancel}</button> }
}
