use leptos::prelude::*;

use super::LoginPage;
use super::fields::{AccountName, PasswordField};
use super::passkey::{ButtonEmphasis, PasskeyForm};
use crate::admin::form_errors::ErrorSummary;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the reauthentication form.
#[derive(Clone, Debug, Default)]
pub struct ReauthenticationForm {
    pub email: String,
    pub has_password: bool,
    pub takes_passkeys: bool,
    /// Path of the admin to redirect to afterwards.
    pub next: String,
    pub errors: Vec<Rejection>,
}

/// Renders the reauthentication page.
pub fn show_reauthentication(login: &LoginPage, form: ReauthenticationForm) -> String {
    let texts = login.texts();
    let ReauthenticationForm { email, has_password, takes_passkeys, next, errors } = form;
    let emphasis = if has_password { ButtonEmphasis::Second } else { ButtonEmphasis::First };
    let passkey = takes_passkeys.then(|| {
        let next = next.clone();
        view! { <PasskeyForm texts label=texts.use_passkey emphasis next action=AdminAddress::PasskeyReauthentication /> }
    });
    let password = move |errors| {
        has_password.then(|| {
            view! {
                <form method="post" action=AdminAddress::Reauthentication.path()>
                    <AccountName email />
                    <PasswordField texts autofocus=true errors />
                    <input r#type="hidden" name="next" value=next />
                    <button class="button large wide">{texts.confirm}</button>
                </form>
            }
        })
    };
    let body = move |errors| {
        view! {
            <h1>{texts.second_title}</h1>
            <p>{texts.reauthentication_intro}</p>
            <ErrorSummary errors />
            {password(errors)}
            {passkey}
            {(!has_password && !takes_passkeys).then(|| view! { <p>{texts.reauthentication_impossible}</p> })}
            <p class="foot"><a href=AdminAddress::Dashboard.path()>{texts.reauthentication_back}</a></p>
        }
    };
    login.document(texts.second_title, errors, body)
}
