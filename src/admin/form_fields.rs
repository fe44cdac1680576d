//! The fields of forms: a control between its label and what is to be said of it.

mod autofill_field;

use leptos::prelude::*;

use super::error_page::error_text_in;
use crate::browser;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::error::{Error, Rejection};

pub use autofill_field::AutofillField;

/// What the server has found wrong with a form.
#[derive(Clone, Copy)]
pub struct FormErrors {
    rejections: RwSignal<Vec<Rejection>>,
    texts: &'static AdminTexts,
}

impl FormErrors {
    /// Nothing is wrong yet. Call it while rendering.
    pub fn new() -> FormErrors {
        FormErrors { rejections: RwSignal::new(Vec::new()), texts: use_admin_texts() }
    }

    /// Forgets them: the form is sent anew, or another one is opened.
    pub fn clear(self) {
        self.rejections.set(Vec::new());
    }

    /// Tells why a form was not taken, and brings the first field with a fault into focus.
    pub fn show(self, error: &Error) {
        let rejections = match error {
            Error::Rejected(rejections) => rejections.clone(),
            error => vec![Rejection { field: String::new(), text: error_text_in(self.texts, error) }],
        };
        self.show_all(rejections);
    }

    /// The same for faults found here.
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

    /// What is wrong with a field; an empty id asks for the form as a whole.
    pub fn of(self, id: &str) -> Option<String> {
        self.rejections.with(|errors| {
            errors.iter().find(|field_error| field_error.field == id).map(|field_error| field_error.text.clone())
        })
    }
}

/// Lets the browser ask before the page is left while something is not saved.
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

/// What is wrong with the form as a whole.
#[component]
pub fn ErrorSummary(errors: FormErrors) -> impl IntoView {
    move || errors.of("").map(|text| view! { <p class="banner alarm" role="alert">{text}</p> })
}

/// The ids of what describes a control.
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

/// What stands around every control. `control` is made by the fields below.
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

/// A line of text, or a number.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: Signal<String>,
    value: RwSignal<String>,
    errors: FormErrors,
    /// Whether it takes digits only.
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

/// Lines of text.
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

/// A choice among a few or many: values and what is shown for them.
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
