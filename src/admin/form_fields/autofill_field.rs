use leptos::prelude::*;

use super::FormErrors;

/// Renders a text field that browsers and password managers can fill in.
#[component]
pub fn AutofillField(
    id: &'static str,
    label: &'static str,
    /// The `type` of the input.
    kind: &'static str,
    autocomplete: &'static str,
    #[prop(optional)] hint: &'static str,
    value: RwSignal<String>,
    errors: FormErrors,
) -> impl IntoView {
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || match (errors.of(id).is_some(), !hint.is_empty()) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(error_id.clone()),
            (false, true) => Some(hint_id.clone()),
            (false, false) => None,
        }
    };
    let error = move || {
        let error_id = error_id.clone();
        errors.of(id).map(|text| view! { <p class="error" id=error_id>{text}</p> })
    };
    view! {
        <div class="field" class:invalid=move || errors.of(id).is_some()>
            <label for=id>{label}</label>
            <input
                r#type=kind
                id=id
                autocomplete=autocomplete
                required
                // A password is not written into the HTML.
                value=(kind != "password").then(|| value.get_untracked())
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-describedby=described
                aria-invalid=move || errors.of(id).map(|_| "true")
            />
            {error}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
