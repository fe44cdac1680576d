//! Form fields of the admin, including the editor and the login pages: controls with label, hint and error.
//!
//! [`Field`] renders the frame around any control; the other components render it with the usual controls. Error and
//! hint have the id of the control, followed by `-error` and `-hint`.
//!
//! Some fields are not made of these components:
//! - The readers' comment form (`components::comments`), because readers do not download the admin's client, and the form
//!   of the comment queue, which has the errors of the comment form.
//! - The forms of block rules and of restoring a backup: their errors are live regions (`role="alert"`), which have to
//!   exist before their text does.
//! - Checkboxes and radio buttons, whose label follows the control.

use leptos::prelude::*;

use super::form_errors::{FieldErrorText, FormErrors};
use crate::components::escape::escape;

/// Accessors of the text of a control.
#[derive(Clone, Copy)]
pub struct FieldValue {
    read: Signal<String>,
    write: Callback<String>,
}

impl FieldValue {
    /// Creates a value that is stored as a part of something else.
    pub fn new(
        read: impl Fn() -> String + Send + Sync + 'static,
        write: impl Fn(String) + Send + Sync + 'static,
    ) -> FieldValue {
        FieldValue { read: Signal::derive(read), write: Callback::new(write) }
    }
}

impl From<RwSignal<String>> for FieldValue {
    fn from(value: RwSignal<String>) -> FieldValue {
        FieldValue::new(move || value.get(), move |text| value.set(text))
    }
}

/// The initial value on a page without a client.
impl From<String> for FieldValue {
    fn from(value: String) -> FieldValue {
        RwSignal::new(value).into()
    }
}

impl Default for FieldValue {
    fn default() -> FieldValue {
        String::new().into()
    }
}

/// Renders label, error and hint around a control, which is passed as `children` and has this `id`,
/// [`FormErrors::described_by`] and [`FormErrors::aria_invalid`].
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    errors: FormErrors,
    children: Children,
    /// Rendered below the hint.
    #[prop(into, optional)]
    below: ViewFnOnce,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let is_invalid = {
        let id = id.clone();
        move || errors.of(&id).is_some()
    };
    let hint = move || {
        let (hint, hint_id) = (hint.get(), hint_id.clone());
        (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })
    };
    view! {
        <div class="field" class:invalid=is_invalid>
            <label for=id.clone()>{label}</label>
            {children()}
            <FieldErrorText id errors />
            {hint}
            {below.run()}
        </div>
    }
}

/// Renders a single-line text field.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    /// Only for forms that the browser submits.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    /// Omitted on pages without a client if the control starts empty.
    #[prop(into, optional)]
    value: FieldValue,
    errors: FormErrors,
    /// The `type` of the input.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    /// Whether the field accepts only digits.
    #[prop(optional)]
    digits: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    #[prop(into, optional)] below: ViewFnOnce,
) -> impl IntoView {
    let described_by = errors.described_by(id.clone(), !hint.get_untracked().is_empty());
    let aria_invalid = errors.aria_invalid(id.clone());
    view! {
        <Field id=id.clone() label hint errors below>
            <input
                r#type=kind
                id=id
                name=name
                autocomplete=autocomplete
                autofocus=autofocus
                required=required
                inputmode=digits.then_some("numeric")
                // Passwords are never part of the HTML.
                value=(kind != "password").then(|| value.read.get_untracked())
                prop:value=value.read
                on:input:target=move |event| value.write.run(event.target().value())
                aria-describedby=described_by
                aria-invalid=aria_invalid
            />
        </Field>
    }
}

/// Renders a multi-line text field.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    #[prop(into)] value: FieldValue,
    errors: FormErrors,
    #[prop(default = 3)] rows: u32,
    #[prop(into, optional)] below: ViewFnOnce,
) -> impl IntoView {
    let described_by = errors.described_by(id.clone(), !hint.get_untracked().is_empty());
    let aria_invalid = errors.aria_invalid(id.clone());
    view! {
        <Field id=id.clone() label hint errors below>
            // Leptos does not escape the text of a textarea (leptos-rs/leptos issue 4730): we do.
            <textarea
                id=id
                dir="auto"
                rows=rows
                prop:value=value.read
                on:input:target=move |event| value.write.run(event.target().value())
                aria-describedby=described_by
                aria-invalid=aria_invalid
                inner_html=escape(&value.read.get_untracked())
            ></textarea>
        </Field>
    }
}

/// Renders a select. Choices are pairs of value and label.
#[component]
pub fn SelectField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    value: RwSignal<String>,
    choices: Vec<(String, String)>,
    errors: FormErrors,
) -> impl IntoView {
    let described_by = errors.described_by(id.clone(), !hint.get_untracked().is_empty());
    let aria_invalid = errors.aria_invalid(id.clone());
    let chosen = value.get_untracked();
    let choices = choices.into_iter().map(|(choice, text)| {
        let is_chosen = choice == chosen;
        view! { <option value=choice selected=is_chosen>{text}</option> }
    });
    let choices = choices.collect_view();
    view! {
        <Field id=id.clone() label hint errors>
            <select
                id=id
                prop:value=value
                on:change:target=move |event| value.set(event.target().value())
                aria-describedby=described_by
                aria-invalid=aria_invalid
            >
                {choices}
            </select>
        </Field>
    }
}

/// Makes the browser ask before the page is left with unsaved changes.
pub fn ask_before_leaving(is_changed: impl Fn() -> bool + Copy + Send + Sync + 'static) {
    Effect::new(move || {
        let listener = window_event_listener_untyped("beforeunload", move |event| {
            if untrack(is_changed) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}
