//! Form fields: controls with label, hint and error message.

mod autofill_field;

use leptos::prelude::*;

use super::error_page::error_text_in;
use crate::browser;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::error::{Error, Rejection};

pub use autofill_field::AutofillField;

/// Validation errors of a form.
#[derive(Clone, Copy)]
pub struct FormErrors {
    rejections: RwSignal<Vec<Rejection>>,
    texts: &'static AdminTexts,
}

impl FormErrors {
    /// Creates it without errors. Call it during rendering.
    pub fn new() -> FormErrors {
        FormErrors { rejections: RwSignal::new(Vec::new()), texts: use_admin_texts() }
    }

    /// Clears the errors before the form is sent again or another one is opened.
    pub fn clear(self) {
        self.rejections.set(Vec::new());
    }

    /// Shows the errors of a response, and focuses the first invalid field.
    pub fn show(self, error: &Error) {
        let rejections = match error {
            Error::Rejected(rejections) => rejections.clone(),
            error => vec![Rejection { field: String::new(), text: error_text_in(self.texts, error) }],
        };
        self.show_all(rejections);
    }

    /// Shows errors that were detected in the client, and focuses the first invalid field.
    pub fn show_all(self, rejections: Vec<Rejection>) {
        let first = rejections.iter().find(|rejection| !rejection.field.is_empty()).map(|first| first.field.clone());
        self.rejections.set(rejections);
        if let Some(first) = first {
            request_animation_frame(move || {
                browser::focus(&first);
                browser::reveal(&first);
            });
        }
    }

    /// Returns the error of a field; an empty id stands for the whole form.
    pub fn of(self, id: &str) -> Option<String> {
        self.rejections.with(|errors| {
            errors.iter().find(|field_error| field_error.field == id).map(|field_error| field_error.text.clone())
        })
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

/// Renders the errors of the whole form.
#[component]
pub fn ErrorSummary(errors: FormErrors) -> impl IntoView {
    move || errors.of("").map(|text| view! { <p class="banner alarm" role="alert">{text}</p> })
}

/// Returns the ids of a control's hint and error, for `aria-describedby`.
fn describe(
    id: &str,
    has_hint: bool,
    errors: FormErrors,
) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
    let id = id.to_owned();
    move || match (errors.of(&id).is_some(), has_hint) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (true, false) => Some(format!("{id}-error")),
        (false, true) => Some(format!("{id}-hint")),
        (false, false) => None,
    }
}

/// Renders label, hint and error around a control, which the components below pass as `children`.
#[component]
fn FieldFrame(
    id: String,
    label: String,
    #[prop(into)] hint: Signal<String>,
    errors: FormErrors,
    children: Children,
) -> impl IntoView {
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let field = StoredValue::new(id.clone());
    let is_invalid = move || field.with_value(|id| errors.of(id).is_some());
    let error = move || {
        let error_id = error_id.clone();
        field.with_value(|id| errors.of(id)).map(|text| view! { <p class="error" id=error_id>{text}</p> })
    };
    let hint = move || {
        let (hint, hint_id) = (hint.get(), hint_id.clone());
        (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })
    };
    view! {
        <div class="field" class:invalid=is_invalid>
            <label for=id>{label}</label>
            {children()}
            {error}
            {hint}
        </div>
    }
}

/// Renders a single-line text field or a number field.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    value: RwSignal<String>,
    errors: FormErrors,
    /// Whether the field accepts only digits.
    #[prop(optional)]
    digits: bool,
) -> impl IntoView {
    let described = describe(&id, !hint.get_untracked().is_empty(), errors);
    let field = id.clone();
    let invalid = move || errors.of(&field).is_some().then_some("true");
    view! {
        <FieldFrame id=id.clone() label hint errors>
            <input
                type="text"
                id=id
                autocomplete="off"
                inputmode=digits.then_some("numeric")
                value=value.get_untracked()
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-describedby=described
                aria-invalid=invalid
            />
        </FieldFrame>
    }
}

/// Renders a multi-line text field.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    value: RwSignal<String>,
    errors: FormErrors,
    #[prop(default = 3)] rows: u32,
) -> impl IntoView {
    let described = describe(&id, !hint.get_untracked().is_empty(), errors);
    let field = id.clone();
    let invalid = move || errors.of(&field).is_some().then_some("true");
    view! {
        <FieldFrame id=id.clone() label hint errors>
            <textarea
                id=id
                rows=rows
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                aria-describedby=described
                aria-invalid=invalid
            ></textarea>
        </FieldFrame>
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
    let described = describe(&id, !hint.get_untracked().is_empty(), errors);
    let field = id.clone();
    let invalid = move || errors.of(&field).is_some().then_some("true");
    let chosen = value.get_untracked();
    let choices = choices.into_iter().map(|(choice, text)| {
        let is_chosen = choice == chosen;
        view! { <option value=choice selected=is_chosen>{text}</option> }
    });
    let choices = choices.collect_view();
    view! {
        <FieldFrame id=id.clone() label hint errors>
            <select
                id=id
                prop:value=value
                on:change:target=move |event| value.set(event.target().value())
                aria-describedby=described
                aria-invalid=invalid
            >
                {choices}
            </select>
        </FieldFrame>
    }
}
