//! Validation errors of the admin's forms. The server answers with [`Rejection`]s, which name the `id` of a control.

use leptos::prelude::*;

use super::error_page::error_text_in;
use crate::browser;
use crate::i18n::admin::{AdminTexts, use_admin_texts};
use crate::model::error::{Error, Rejection};

/// Validation errors of a form. An empty id stands for the whole form.
#[derive(Clone, Copy)]
pub struct FormErrors {
    rejections: RwSignal<Vec<Rejection>>,
    texts: &'static AdminTexts,
}

impl FormErrors {
    /// Creates it without errors. Call it during rendering, since the texts come from the context.
    pub fn new() -> FormErrors {
        FormErrors::with_rejections(use_admin_texts(), Vec::new())
    }

    /// Creates it with the errors of a submission.
    pub fn with_rejections(texts: &'static AdminTexts, rejections: Vec<Rejection>) -> FormErrors {
        FormErrors { rejections: RwSignal::new(rejections), texts }
    }

    /// Clears all errors.
    pub fn clear(self) {
        self.rejections.set(Vec::new());
    }

    /// Clears the error of a field.
    pub fn clear_field(self, id: &str) {
        if self.rejections.with_untracked(|rejections| rejections.iter().any(|rejection| rejection.field == id)) {
            self.rejections.update(|rejections| rejections.retain(|rejection| rejection.field != id));
        }
    }

    /// Replaces the errors without moving the focus.
    pub fn set(self, rejections: Vec<Rejection>) {
        self.rejections.set(rejections);
    }

    /// Adds an error of the server as the error of a field.
    pub fn add(self, id: &str, error: &Error) {
        let rejection = Rejection { field: id.to_owned(), text: error_text_in(self.texts, error) };
        self.rejections.update(|rejections| rejections.push(rejection));
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
        self.set(rejections);
        if let Some(first) = first {
            request_animation_frame(move || {
                browser::focus(&first);
                browser::reveal(&first);
            });
        }
    }

    /// Returns the error of a field.
    pub fn of(self, id: &str) -> Option<String> {
        self.rejections.with(|rejections| {
            rejections.iter().find(|rejection| rejection.field == id).map(|rejection| rejection.text.clone())
        })
    }

    /// Returns the errors of the whole form.
    fn of_form(self) -> Option<String> {
        let text = self.rejections.with(|rejections| {
            let of_form = rejections.iter().filter(|rejection| rejection.field.is_empty());
            of_form.map(|rejection| rejection.text.as_str()).collect::<Vec<_>>().join(" ")
        });
        (!text.is_empty()).then_some(text)
    }

    /// Returns the `aria-describedby` of a control: the ids of its error and hint, if there are any.
    pub fn described_by(
        self,
        id: impl Into<String>,
        has_hint: bool,
    ) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let id = id.into();
        move || match (self.of(&id).is_some(), has_hint) {
            (true, true) => Some(format!("{id}-error {id}-hint")),
            (true, false) => Some(format!("{id}-error")),
            (false, true) => Some(format!("{id}-hint")),
            (false, false) => None,
        }
    }

    /// Returns the `aria-invalid` of a control.
    pub fn aria_invalid(
        self,
        id: impl Into<String>,
    ) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
        let id = id.into();
        move || self.of(&id).map(|_| "true")
    }
}

/// Renders the errors of the whole form.
#[component]
pub fn ErrorSummary(errors: FormErrors) -> impl IntoView {
    move || errors.of_form().map(|text| view! { <p class="banner alarm" role="alert">{text}</p> })
}

/// Renders the error of a field.
#[component]
pub fn FieldErrorText(#[prop(into)] id: String, errors: FormErrors) -> impl IntoView {
    move || errors.of(&id).map(|text| view! { <p class="error" id=format!("{id}-error")>{text}</p> })
}
