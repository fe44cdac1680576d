use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::{Desk, Entry};
use crate::admin::failure::use_expiry;
use crate::admin::field::{Faults, Summary};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::{change_password, drop_password};
use crate::i18n::admin::use_admin_texts;

/// Changing the password, and doing without.
#[component]
pub fn PasswordSection(email: String, has_password: bool, has_passkeys: bool) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, desk, toaster, expiry) = (&texts.account, expect_context::<Desk>(), use_toaster(), use_expiry());
    let reauthenticator = use_reauthenticator();
    let faults = Faults::new();
    let is_sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        faults.clear();
        let (old, new) = (desk.old.get_untracked(), desk.new.get_untracked());
        let (keep_sessions, remove_passkeys) =
            (!desk.end_sessions.get_untracked(), desk.remove_passkeys.get_untracked());
        spawn_local(async move {
            let call = || change_password(old.clone(), new.clone(), keep_sessions, remove_passkeys);
            let answer = reauthenticator.attempt(call).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(()) => {
                    desk.old.try_set(String::new());
                    desk.new.try_set(String::new());
                    desk.remove_passkeys.try_set(false);
                    toaster.tell(words.password_changed);
                    desk.account.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    let (hint, act) = match has_password {
        true => (words.password_hint, words.change_password),
        false => (words.no_password, words.set_password),
    };
    let old = has_password.then(|| {
        let (label, value) = (words.old_password, desk.old);
        view! { <Entry id="old" label kind="password" autocomplete="current-password" value faults /> }
    });
    view! {
        <section class="group" aria-labelledby="account-password">
            <header>
                <h2 id="account-password">{words.password}</h2>
                <p class="hint">{hint}</p>
            </header>
            <div class="fields-column">
                <form class="fields-column" novalidate on:submit=send>
                    <Summary faults />
                    // For password managers: whose password it is.
                    <input r#type="hidden" autocomplete="username" value=email />
                    {old}
                    <Entry
                        id="new"
                        label=words.new_password
                        kind="password"
                        autocomplete="new-password"
                        hint=texts.entrance.password_hint
                        value=desk.new
                        faults
                    />
                    <fieldset class="field">
                        <legend>{words.old_ways_in}</legend>
                        <div class="choices">
                            <Choice value=desk.end_sessions label=words.end_other_sessions />
                            {has_passkeys.then(|| view! {
                                <Choice
                                    value=desk.remove_passkeys
                                    label=words.remove_passkeys
                                    hint=words.remove_passkeys_hint
                                />
                            })}
                        </div>
                    </fieldset>
                    <div>
                        <button class="button quiet" aria-busy=move || is_sending.get().to_string()>{act}</button>
                    </div>
                </form>
                {(has_password && has_passkeys).then(|| view! { <DropPassword /> })}
            </div>
        </section>
    }
}

#[component]
fn Choice(value: RwSignal<bool>, label: &'static str, #[prop(optional)] hint: &'static str) -> impl IntoView {
    view! {
        <label>
            <input
                r#type="checkbox"
                prop:checked=value
                checked=value.get_untracked()
                on:change:target=move |event| value.set(event.target().checked())
            />
            <span>{label}{(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}</span>
        </label>
    }
}

#[component]
fn DropPassword() -> impl IntoView {
    let words = &use_admin_texts().account;
    let (desk, toaster, expiry) = (expect_context::<Desk>(), use_toaster(), use_expiry());
    let faults = Faults::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let old = desk.drop_old.get_untracked();
        spawn_local(async move {
            let answer = drop_password(old).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    desk.drop_old.try_set(String::new());
                    toaster.tell(words.password_dropped);
                    desk.account.refetch();
                }
                Err(error) => faults.show(&error),
            }
        });
    };
    view! {
        <details>
            <summary>{words.drop_password}</summary>
            <form class="fields-column" novalidate on:submit=send>
                <Summary faults />
                <Entry
                    id="drop-old"
                    label=words.old_password
                    kind="password"
                    autocomplete="current-password"
                    hint=words.drop_password_hint
                    value=desk.drop_old
                    faults
                />
                <div><button class="button danger">{words.drop_password_do}</button></div>
            </form>
        </details>
    }
}
