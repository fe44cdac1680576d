//! Fields that several login pages have. Their names are those that the handlers in `server::login` read.

use leptos::prelude::*;

use crate::admin::form_errors::FormErrors;
use crate::admin::form_fields::TextField;
use crate::i18n::admin::login::LoginTexts;

/// Renders the field for the email address of an account.
#[component]
pub fn EmailField(
    texts: &'static LoginTexts,
    value: String,
    /// Whether browsers suggest passkeys in the autofill of the field.
    #[prop(optional)]
    suggests_passkeys: bool,
    #[prop(optional)] autofocus: bool,
    errors: FormErrors,
) -> impl IntoView {
    let autocomplete = if suggests_passkeys { "username webauthn" } else { "username" };
    view! {
        <TextField
            id="email"
            name="email"
            label=texts.email
            kind="email"
            autocomplete
            value
            autofocus
            required=true
            errors
        />
    }
}

/// Renders the email address of a known account as a hidden field: password managers store it with the password.
#[component]
pub fn AccountName(email: String) -> impl IntoView {
    view! { <input r#type="hidden" name="email" autocomplete="username" value=email /> }
}

/// Renders the field for the present password, or for a new one.
#[component]
pub fn PasswordField(
    texts: &'static LoginTexts,
    #[prop(optional)] is_new: bool,
    #[prop(optional)] autofocus: bool,
    errors: FormErrors,
) -> impl IntoView {
    view! {
        <TextField
            id="password"
            name="password"
            label=texts.password
            kind="password"
            autocomplete=if is_new { "new-password" } else { "current-password" }
            hint=if is_new { texts.password_hint } else { "" }
            autofocus
            required=true
            errors
        />
    }
}

/// Renders the field for a recovery code.
#[component]
pub fn RecoveryCodeField(texts: &'static LoginTexts, errors: FormErrors) -> impl IntoView {
    view! {
        <TextField
            id="code"
            name="code"
            label=texts.code
            autocomplete="one-time-code"
            hint=texts.code_hint
            required=true
            errors
        />
    }
}
