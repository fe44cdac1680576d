use leptos::prelude::*;

use crate::model::error::Rejection;

/// Renders a form field with its hint and error.
#[component]
pub fn LoginField<'a>(
    name: &'static str,
    label: &'static str,
    /// The `type` of the input.
    kind: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] value: String,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] autofocus: bool,
    errors: &'a [Rejection],
) -> impl IntoView {
    let error = errors.iter().find(|error| error.field == name).map(|error| error.text.clone());
    let hint_id = format!("{name}-hint");
    let error_id = format!("{name}-error");
    let described = match (&error, hint) {
        (Some(_), "") => Some(error_id.clone()),
        (Some(_), _) => Some(format!("{error_id} {hint_id}")),
        (None, "") => None,
        (None, _) => Some(hint_id.clone()),
    };
    let is_wrong = error.is_some();
    view! {
        <div class=if is_wrong { "field invalid" } else { "field" }>
            <label for=name>{label}</label>
            <input
                r#type=kind
                id=name
                name=name
                value=value
                autocomplete=autocomplete
                autofocus=autofocus
                required
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
            {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// Renders the errors of the whole form.
#[component]
pub fn LoginErrorSummary<'a>(errors: &'a [Rejection]) -> impl IntoView {
    let whole = errors.iter().filter(|error| error.field.is_empty()).map(|error| error.text.clone());
    let whole = whole.collect::<Vec<_>>().join(" ");
    (!whole.is_empty()).then(|| view! { <p class="banner alarm" role="alert">{whole}</p> })
}
