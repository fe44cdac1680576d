use leptos::prelude::*;

use super::LoginPage;
use super::fields::{AccountName, PasswordField};
use crate::admin::form_errors::ErrorSummary;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the invitation form.
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    pub token: String,
    pub name: String,
    pub email: String,
    /// Whether the user has never logged in.
    pub is_new: bool,
    pub errors: Vec<Rejection>,
}

/// Renders the page for choosing a password.
pub fn show_invitation(login: &LoginPage, form: InvitationForm) -> String {
    let texts = login.texts();
    let InvitationForm { token, name, email, is_new, errors } = form;
    let body = move |errors| {
        view! {
            <h1>{(texts.invitation_title)(&name)}</h1>
            <p>{if is_new { texts.invitation_intro } else { texts.reset_intro }}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::Invitation.path()>
                <AccountName email />
                <PasswordField texts is_new=true autofocus=true errors />
                <input r#type="hidden" name="token" value=token />
                <button class="button large wide">{texts.set_password}</button>
            </form>
        }
    };
    login.document(texts.set_password, errors, body)
}

/// Renders the page for an invalid invitation link.
pub fn show_invitation_invalid(login: &LoginPage) -> String {
    let texts = login.texts();
    let body = move |_| {
        view! {
            <h1>{texts.invitation_invalid_title}</h1>
            <p>{texts.invitation_invalid}</p>
            <p class="foot"><a href=AdminAddress::Login.path()>{texts.login_title}</a></p>
        }
    };
    login.document(texts.invitation_invalid_title, Vec::new(), body)
}
