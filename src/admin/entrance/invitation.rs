use leptos::prelude::*;

use super::Entrance;
use super::field::{Field, Summary};
use crate::model::error::Rejection;

/// The form at the end of an invitation's link.
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    pub token: String,
    pub name: String,
    pub email: String,
    /// Has never logged in.
    pub is_new: bool,
    pub errors: Vec<Rejection>,
}

/// The page to choose a password on.
pub fn show_invitation(entrance: &Entrance, form: InvitationForm) -> String {
    let texts = entrance.texts();
    let InvitationForm { token, name, email, is_new, errors } = form;
    let body = view! {
        <h1>{(texts.invitation_title)(&name)}</h1>
        <p>{if is_new { texts.invitation_intro } else { texts.reset_intro }}</p>
        <Summary errors=&errors />
        <form method="post" action="/admin/invitation">
            // For password managers: whose password it is.
            <input r#type="hidden" name="email" autocomplete="username" value=email />
            <Field
                name="password"
                label=texts.password
                kind="password"
                autocomplete="new-password"
                hint=texts.password_hint
                autofocus=true
                errors=&errors
            />
            <input r#type="hidden" name="token" value=token />
            <button class="button large wide">{texts.set_password}</button>
        </form>
    };
    entrance.document(texts.set_password, body)
}

/// The page of a link that is no longer valid.
pub fn show_invitation_invalid(entrance: &Entrance) -> String {
    let texts = entrance.texts();
    let body = view! {
        <h1>{texts.invitation_invalid_title}</h1>
        <p>{texts.invitation_invalid}</p>
        <p class="foot"><a href="/admin/login">{texts.login_title}</a></p>
    };
    entrance.document(texts.invitation_invalid_title, body)
}
