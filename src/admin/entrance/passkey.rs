use leptos::prelude::*;

use crate::admin::icon::{Drawn, Icon};
use crate::components::client_script::{PasskeyFormScript, PasskeyScript};
use crate::i18n::admin::entrance::EntranceTexts;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    First,
    Second,
}

/// The button that logs in by passkey. It needs the browser's script, and so shows itself only where there is one.
#[component]
pub fn PasskeyForm(
    texts: &'static EntranceTexts,
    label: &'static str,
    weight: Weight,
    next: String,
    /// At the second step: what shows that the first was taken.
    #[prop(optional)]
    half_way: String,
    /// Where it goes; its beginning goes to `/start` below.
    #[prop(default = "/admin/login/passkey")]
    action: &'static str,
) -> impl IntoView {
    let or = move || view! { <p class="either">{texts.or}</p> };
    view! {
        <form method="post" action=action data-passkey=format!("{action}/start") hidden>
            {(weight == Weight::Second).then(or)}
            <input r#type="hidden" name="ceremony" />
            <input r#type="hidden" name="credential" />
            <input r#type="hidden" name="half_way" value=half_way />
            <input r#type="hidden" name="next" value=next />
            <button class=if weight == Weight::First { "button large wide" } else { "button quiet large wide" }>
                <Drawn icon=Icon::Key />
                {label}
            </button>
            <p class="error" role="alert" hidden>{texts.passkey_failed}</p>
            {(weight == Weight::First).then(or)}
        </form>
        <PasskeyScript />
        <PasskeyFormScript />
    }
}
