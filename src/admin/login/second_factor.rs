use leptos::prelude::*;

use super::LoginPage;
use super::fields::{EmailField, RecoveryCodeField};
use super::passkey::{ButtonEmphasis, PasskeyForm};
use crate::admin::form_errors::ErrorSummary;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the second step of the login.
#[derive(Clone, Debug, Default)]
pub struct SecondFactorForm {
    pub email: String,
    /// Token that proves the first step.
    pub pending_second_factor: String,
    pub next: String,
    pub takes_passkeys: bool,
    pub errors: Vec<Rejection>,
}

/// Renders the second step, for users with passkeys who have entered their password.
pub fn show_second_factor(login: &LoginPage, form: SecondFactorForm) -> String {
    let texts = login.texts();
    let SecondFactorForm { email, pending_second_factor, next, takes_passkeys, errors } = form;
    let passkey = takes_passkeys.then(|| {
        let (pending_second_factor, next) = (pending_second_factor.clone(), next.clone());
        view! { <PasskeyForm texts label=texts.use_passkey emphasis=ButtonEmphasis::First next pending_second_factor /> }
    });
    let body = move |errors| {
        view! {
            <h1>{texts.second_title}</h1>
            <p>{(texts.second_intro)(&email)}</p>
            <ErrorSummary errors />
            {passkey}
            <form method="post" action=AdminAddress::RecoveryLogin.path()>
                <RecoveryCodeField texts errors />
                <input r#type="hidden" name="pending_second_factor" value=pending_second_factor />
                <input r#type="hidden" name="next" value=next />
                <button class="button quiet large wide">{texts.use_code}</button>
            </form>
            <p class="foot"><a href=AdminAddress::Login.path()>{texts.another_account}</a></p>
        }
    };
    login.document(texts.second_title, errors, body)
}

/// State of the recovery form without a first step.
#[derive(Clone, Debug, Default)]
pub struct RecoveryForm {
    pub email: String,
    pub next: String,
    pub errors: Vec<Rejection>,
}

/// Renders the recovery page, for users without a password who have lost their passkeys.
pub fn show_recovery(login: &LoginPage, form: RecoveryForm) -> String {
    let texts = login.texts();
    let RecoveryForm { email, next, errors } = form;
    let body = move |errors| {
        view! {
            <h1>{texts.recovery_title}</h1>
            <p>{texts.recovery_intro}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::RecoveryLogin.path()>
                <EmailField texts value=email errors />
                <RecoveryCodeField texts errors />
                <input r#type="hidden" name="next" value=next />
                <button class="button large wide">{texts.use_code}</button>
            </form>
            <p class="foot"><a href=AdminAddress::Login.path()>{texts.login_title}</a></p>
        }
    };
    login.document(texts.recovery_title, errors, body)
}
