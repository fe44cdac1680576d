use leptos::prelude::*;

use super::LoginPage;
use super::fields::{AccountName, EmailField, PasswordField};
use crate::admin::form_errors::ErrorSummary;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the form that asks for a link: empty, or as submitted.
#[derive(Clone, Debug, Default)]
pub struct ForgottenForm {
    pub email: String,
    pub errors: Vec<Rejection>,
}

/// Renders the page that asks for a link by mail.
pub fn show_forgotten(login: &LoginPage, form: ForgottenForm) -> String {
    let texts = login.texts();
    let ForgottenForm { email, errors } = form;
    let body = move |errors| {
        view! {
            <h1>{texts.forgotten_title}</h1>
            <p>{texts.forgotten_intro}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::ForgottenPassword.path()>
                <EmailField texts value=email autofocus=true errors />
                <button class="button large wide">{texts.send_reset}</button>
            </form>
            <p class="foot"><a href=AdminAddress::Login.path()>{texts.login_title}</a></p>
        }
    };
    login.document(texts.forgotten_title, errors, body)
}

/// Renders the answer, which is the same whether there is such an account or not.
pub fn show_forgotten_sent(login: &LoginPage, email: &str) -> String {
    let texts = login.texts();
    let sentence = (texts.reset_sent)(email);
    let body = move |_| {
        view! {
            <h1>{texts.reset_sent_title}</h1>
            <p role="status">{sentence}</p>
            <p class="foot"><a href=AdminAddress::Login.path()>{texts.login_title}</a></p>
        }
    };
    login.document(texts.reset_sent_title, Vec::new(), body)
}

/// State of the form for another password.
#[derive(Clone, Debug, Default)]
pub struct ResetForm {
    pub token: String,
    pub name: String,
    pub email: String,
    pub errors: Vec<Rejection>,
}

/// Renders the page for choosing another password.
pub fn show_reset(login: &LoginPage, form: ResetForm) -> String {
    let texts = login.texts();
    let ResetForm { token, name, email, errors } = form;
    let body = move |errors| {
        view! {
            <h1>{(texts.reset_title)(&name)}</h1>
            <p>{texts.reset_by_mail_intro}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::PasswordReset.path()>
                <AccountName email />
                <PasswordField texts is_new=true autofocus=true errors />
                <input r#type="hidden" name="token" value=token />
                <button class="button large wide">{texts.set_password}</button>
            </form>
        }
    };
    login.document(texts.set_password, errors, body)
}

/// Renders the page for a link that does not work any more.
pub fn show_reset_invalid(login: &LoginPage) -> String {
    let texts = login.texts();
    let body = move |_| {
        view! {
            <h1>{texts.invitation_invalid_title}</h1>
            <p>{texts.reset_invalid}</p>
            <p class="foot"><a href=AdminAddress::ForgottenPassword.path()>{texts.forgotten_title}</a></p>
        }
    };
    login.document(texts.invitation_invalid_title, Vec::new(), body)
}
