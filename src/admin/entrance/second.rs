use leptos::prelude::*;

use super::Entrance;
use super::field::{Field, Summary};
use super::passkey::{PasskeyForm, Weight};
use crate::model::error::Rejection;

/// The second step of logging in.
#[derive(Clone, Debug, Default)]
pub struct SecondForm {
    pub email: String,
    /// What shows that the first step was taken.
    pub half_way: String,
    pub next: String,
    pub takes_passkeys: bool,
    pub errors: Vec<Rejection>,
}

/// The page after a right password, for those who have passkeys.
pub fn show_second(entrance: &Entrance, form: SecondForm) -> String {
    let texts = entrance.texts();
    let SecondForm { email, half_way, next, takes_passkeys, errors } = form;
    let passkey = takes_passkeys.then(|| {
        let (half_way, next) = (half_way.clone(), next.clone());
        view! { <PasskeyForm texts label=texts.use_passkey weight=Weight::First next half_way /> }
    });
    let body = view! {
        <h1>{texts.second_title}</h1>
        <p>{(texts.second_intro)(&email)}</p>
        <Summary errors=&errors />
        {passkey}
        <form method="post" action="/admin/login/recovery">
            <Field
                name="code"
                label=texts.code
                kind="text"
                autocomplete="one-time-code"
                hint=texts.code_hint
                errors=&errors
            />
            <input r#type="hidden" name="half_way" value=half_way />
            <input r#type="hidden" name="next" value=next />
            <button class="button quiet large wide">{texts.use_code}</button>
        </form>
        <p class="foot"><a href="/admin/login">{texts.another_account}</a></p>
    };
    entrance.document(texts.second_title, body)
}

/// The form of a recovery code without a first step.
#[derive(Clone, Debug, Default)]
pub struct RecoveryForm {
    pub email: String,
    pub next: String,
    pub errors: Vec<Rejection>,
}

/// The page for those who have no password and have lost their passkeys.
pub fn show_recovery(entrance: &Entrance, form: RecoveryForm) -> String {
    let texts = entrance.texts();
    let RecoveryForm { email, next, errors } = form;
    let body = view! {
        <h1>{texts.recovery_title}</h1>
        <p>{texts.recovery_intro}</p>
        <Summary errors=&errors />
        <form method="post" action="/admin/login/recovery">
            <Field name="email" label=texts.email kind="email" autocomplete="username" value=email errors=&errors />
            <Field
                name="code"
                label=texts.code
                kind="text"
                autocomplete="one-time-code"
                hint=texts.code_hint
                errors=&errors
            />
            <input r#type="hidden" name="next" value=next />
            <button class="button large wide">{texts.use_code}</button>
        </form>
        <p class="foot"><a href="/admin/login">{texts.login_title}</a></p>
    };
    entrance.document(texts.recovery_title, body)
}
