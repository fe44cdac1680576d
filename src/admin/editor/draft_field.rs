use leptos::prelude::*;

use super::editor_state::EditorState;
use crate::admin::form_fields::{FieldValue, TextArea, TextField};
use crate::model::admin::post::PostDraft;

/// Accessors of a text field of a draft.
#[derive(Clone, Copy)]
pub struct DraftField {
    pub read: fn(&PostDraft) -> &String,
    pub write: fn(&mut PostDraft) -> &mut String,
}

/// Renders a text field for a part of the draft.
#[component]
pub fn DraftTextField(
    editor: EditorState,
    id: &'static str,
    label: &'static str,
    part: DraftField,
    #[prop(optional)] hint: &'static str,
    /// Number of rows; more than one renders a multi-line field.
    #[prop(default = 1)]
    rows: u32,
    /// Recommended maximum number of characters, which a counter displays.
    #[prop(optional)]
    length: Option<usize>,
) -> impl IntoView {
    let errors = editor.errors;
    let value = FieldValue::new(
        move || editor.draft.with(|draft| (part.read)(draft).clone()),
        move |text| editor.write(id, |draft| *(part.write)(draft) = text),
    );
    let counter = move || length.map(|most| view! { <LengthCounter editor part most /> });
    match rows {
        1 => view! { <TextField id label hint value errors below=counter /> }.into_any(),
        rows => view! { <TextArea id label hint value errors rows below=counter /> }.into_any(),
    }
}

#[component]
fn LengthCounter(editor: EditorState, part: DraftField, most: usize) -> impl IntoView {
    let count = move || editor.draft.with(|draft| (part.read)(draft).chars().count());
    let is_over = move || count() > most;
    view! {
        <p class="under">
            <span></span>
            <span class="counter" class:over=is_over>{move || format!("{} / {most}", count())}</span>
        </p>
    }
}
