use leptos::prelude::*;

use crate::admin::icon::{Icon, IconImage};
use crate::components::client_script::{PasskeyFormScript, PasskeyScript};
use crate::i18n::admin::login::LoginTexts;
use crate::model::address::admin::AdminAddress;

/// Visual emphasis of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonEmphasis {
    First,
    Second,
}

/// Renders the button for logging in by passkey. It is shown only if the browser runs its script.
#[component]
pub fn PasskeyForm(
    texts: &'static LoginTexts,
    label: &'static str,
    emphasis: ButtonEmphasis,
    next: String,
    /// At the second step, the token of the first one.
    #[prop(optional)]
    pending_second_factor: String,
    /// Address of the form. The ceremony starts at its [`AdminAddress::ceremony_path`].
    #[prop(default = AdminAddress::PasskeyLogin)]
    action: AdminAddress,
) -> impl IntoView {
    let or = move || view! { <p class="either">{texts.or}</p> };
    view! {
        <form method="post" action=action.path() data-passkey=action.ceremony_path() hidden>
            {(emphasis == ButtonEmphasis::Second).then(or)}
            <input r#type="hidden" name="ceremony" />
            <input r#type="hidden" name="credential" />
            <input r#type="hidden" name="pending_second_factor" value=pending_second_factor />
            <input r#type="hidden" name="next" value=next />
            <button class=if emphasis == ButtonEmphasis::First { "button large wide" } else { "button quiet large wide" }>
                <IconImage icon=Icon::Key />
                {label}
            </button>
            <p class="error" role="alert" hidden>{texts.passkey_failed}</p>
            {(emphasis == ButtonEmphasis::First).then(or)}
        </form>
        <PasskeyScript />
        <PasskeyFormScript />
    }
}
