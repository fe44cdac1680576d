use leptos::prelude::*;

use super::LoginPage;
use super::form_field::{LoginErrorSummary, LoginField};
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
    let body = view! {
        <h1>{texts.setup_title}</h1>
        <p>{texts.setup_intro}</p>
        <LoginErrorSummary errors=&errors />
        <form method="post" action="/admin/setup">
            <LoginField name="title" label=texts.site_title kind="text" autocomplete="off" value=title errors=&errors />
            <LoginField
                name="name"
                label=texts.name
                kind="text"
                autocomplete="name"
                value=name
                hint=texts.name_hint
                errors=&errors
            />
            <LoginField name="email" label=texts.email kind="email" autocomplete="username" value=email errors=&errors />
            <LoginField
                name="password"
                label=texts.password
                kind="password"
                autocomplete="new-password"
                hint=texts.password_hint
                errors=&errors
            />
            <input r#type="hidden" name="token" value=token />
            <button class="button large wide">{texts.create}</button>
        </form>
    };
    login.document(texts.setup_title, body)
}

/// Renders the page that explains how to get a setup link, or that a link is invalid.
pub fn show_setup_needed(login: &LoginPage, had_link: bool) -> String {
    let texts = login.texts();
    let text = if had_link { texts.setup_invalid } else { texts.setup_needed };
    let body = view! {
        <h1>{texts.setup_title}</h1>
        <p>{text}</p>
        <p class="foot"><a href="/">{texts.to_site}</a></p>
    };
    login.document(texts.setup_title, body)
}
