use leptos::prelude::*;

use super::LoginPage;
use super::fields::{EmailField, PasswordField};
use crate::admin::form_errors::ErrorSummary;
use crate::admin::form_fields::TextField;
use crate::model::address::admin::AdminAddress;
use crate::model::error::Rejection;

/// State of the setup form, as submitted, without the password.
#[derive(Clone, Debug, Default)]
pub struct SetupForm {
    pub token: String,
    pub title: String,
    pub name: String,
    pub email: String,
    pub errors: Vec<Rejection>,
}

/// Renders the page for creating the first administrator.
pub fn show_setup(login: &LoginPage, form: SetupForm) -> String {
    let texts = login.texts();
    let SetupForm { token, title, name, email, errors } = form;
    let body = move |errors| {
        view! {
            <h1>{texts.setup_title}</h1>
            <p>{texts.setup_intro}</p>
            <ErrorSummary errors />
            <form method="post" action=AdminAddress::Setup.path()>
                <TextField id="title" name="title" label=texts.site_title value=title required=true errors />
                <TextField
                    id="name"
                    name="name"
                    label=texts.name
                    autocomplete="name"
                    value=name
                    hint=texts.name_hint
                    required=true
                    errors
                />
                <EmailField texts value=email errors />
                <PasswordField texts is_new=true errors />
                <input r#type="hidden" name="token" value=token />
                <button class="button large wide">{texts.create}</button>
            </form>
        }
    };
    login.document(texts.setup_title, errors, body)
}

/// Renders the page that explains how to get a setup link, or that a link is invalid.
pub fn show_setup_needed(login: &LoginPage, had_link: bool) -> String {
    let texts = login.texts();
    let text = if had_link { texts.setup_invalid } else { texts.setup_needed };
    let body = move |_| {
        view! {
            <h1>{texts.setup_title}</h1>
            <p>{text}</p>
            <p class="foot"><a href="/">{texts.to_site}</a></p>
        }
    };
    login.document(texts.setup_title, Vec::new(), body)
}
