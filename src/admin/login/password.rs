use leptos::prelude::*;

use super::LoginPage;
use super::fields::{EmailField, PasswordField};
use super::passkey::{ButtonEmphasis, PasskeyForm};
use crate::admin::form_errors::ErrorSummary;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the login form: empty, or as submitted, without the password.
#[derive(Clone, Debug, Default)]
pub struct LoginForm {
    pub email: String,
    /// Path of the admin to redirect to after login.
    pub next: String,
    /// Whether browsers allow passkeys at the site's origin.
    pub takes_passkeys: bool,
    /// Whether a link for another password can be sent by mail.
    pub resets_by_mail: bool,
    /// Whether a backup has just been restored.
    pub is_restored: bool,
    pub errors: Vec<Rejection>,
}

/// Renders the login page.
pub fn show_login(login: &LoginPage, form: LoginForm) -> String {
    let texts = login.texts();
    let LoginForm { email, next, takes_passkeys, resets_by_mail, is_restored, errors } = form;
    let forgotten = match resets_by_mail {
        true => view! { <a href=AdminAddress::ForgottenPassword.path()>{texts.forgotten_link}</a> }.into_any(),
        false => texts.forgotten.into_any(),
    };
    let passkey = takes_passkeys.then(|| {
        let next = next.clone();
        view! { <PasskeyForm texts label=texts.passkey emphasis=ButtonEmphasis::Second next /> }
    });
    let body = move |errors| {
        view! {
            <h1>{texts.login_title}</h1>
            {is_restored.then(|| view! { <p class="banner note" role="status">{texts.restored}</p> })}
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::Login.path()>
                <EmailField texts value=email suggests_passkeys=takes_passkeys autofocus=true errors />
                <PasswordField texts errors />
                <input r#type="hidden" name="next" value=next />
                <button class="button large wide">{texts.log_in}</button>
            </form>
            {passkey}
            <p class="foot">
                {forgotten} " " <a href=AdminAddress::RecoveryLogin.path()>{texts.lost_passkey}</a> " "
                <a href="/">{texts.to_site}</a>
            </p>
        }
    };
    login.document(texts.login_title, errors, body)
}
