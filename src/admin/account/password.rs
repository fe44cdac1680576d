use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::AccountPageState;
use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::TextField;
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::account::{change_password, drop_password};
use crate::i18n::admin::use_admin_texts;

/// Renders the section for changing and removing the password.
#[component]
pub fn PasswordSection(email: String, has_password: bool, has_passkeys: bool) -> impl IntoView {
    let texts = use_admin_texts();
    let (words, page, toaster, expiry) =
        (&texts.account, expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let reauthenticator = use_reauthenticator();
    let errors = FormErrors::new();
    let is_sending = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        errors.clear();
        let (old, new) = (page.old.get_untracked(), page.new.get_untracked());
        let (keep_sessions, remove_passkeys) =
            (!page.end_sessions.get_untracked(), page.remove_passkeys.get_untracked());
        spawn_local(async move {
            let call = || change_password(old.clone(), new.clone(), keep_sessions, remove_passkeys);
            let answer = reauthenticator.attempt(call).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(()) => {
                    page.old.try_set(String::new());
                    page.new.try_set(String::new());
                    page.remove_passkeys.try_set(false);
                    toaster.tell(words.password_changed);
                    page.account.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    let (hint, act) = match has_password {
        true => (words.password_hint, words.change_password),
        false => (words.no_password, words.set_password),
    };
    let old = has_password.then(|| {
        let (label, value) = (words.old_password, page.old);
        view! { <TextField id="old" label kind="password" autocomplete="current-password" value required=true errors /> }
    });
    view! {
        <section class="group" aria-labelledby="account-password">
            <header>
                <h2 id="account-password">{words.password}</h2>
                <p class="hint">{hint}</p>
            </header>
            <div class="fields-column">
                <form class="fields-column" novalidate on:submit=send>
                    <ErrorSummary errors />
                    // Account name for password managers.
                    <input r#type="hidden" autocomplete="username" value=email />
                    {old}
                    <TextField
                        id="new"
                        label=words.new_password
                        kind="password"
                        autocomplete="new-password"
                        hint=texts.login.password_hint
                        value=page.new
                        required=true
                        errors
                    />
                    <fieldset class="field">
                        <legend>{words.old_ways_in}</legend>
                        <div class="choices">
                            <Choice value=page.end_sessions label=words.end_other_sessions />
                            {has_passkeys.then(|| view! {
                                <Choice
                                    value=page.remove_passkeys
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
    let (page, toaster, expiry) = (expect_context::<AccountPageState>(), use_toaster(), use_session_expiry());
    let errors = FormErrors::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let old = page.drop_old.get_untracked();
        spawn_local(async move {
            let answer = drop_password(old).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => {
                    page.drop_old.try_set(String::new());
                    toaster.tell(words.password_dropped);
                    page.account.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <details>
            <summary>{words.drop_password}</summary>
            <form class="fields-column" novalidate on:submit=send>
                <ErrorSummary errors />
                <TextField
                    id="drop-old"
                    label=words.old_password
                    kind="password"
                    autocomplete="current-password"
                    hint=words.drop_password_hint
                    value=page.drop_old
                    required=true
                    errors
                />
                <div><button class="button danger">{words.drop_password_do}</button></div>
            </form>
        </details>
    }
}
