use leptos::prelude::*;
use leptos::web_sys::Event;

use super::editor_state::EditorState;
use super::field_errors::{FieldErrorText, described, invalid};
use crate::components::escape::escape;
use crate::model::admin::post::PostDraft;

/// Accessors of a text field of a draft.
#[derive(Clone, Copy)]
pub struct DraftField {
    pub read: fn(&PostDraft) -> &String,
    pub write: fn(&mut PostDraft) -> &mut String,
}

/// Renders a text field with its label, hint and error.
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
    /// Recommended maximum number of characters, if it is displayed.
    #[prop(optional)]
    length: Option<usize>,
) -> impl IntoView {
    let value = move || editor.draft.with(|draft| (part.read)(draft).clone());
    let write = move |event: Event| {
        let text = event_target_value(&event);
        editor.write(id, |draft| *(part.write)(draft) = text);
    };
    let described = described(editor, id, !hint.is_empty());
    let invalid = invalid(editor, id);
    let control = match rows {
        1 => view! {
            <input
                id=id
                prop:value=value
                value=editor.draft.with_untracked(|draft| (part.read)(draft).clone())
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid
                on:input=write
            />
        }
        .into_any(),
        rows => view! {
            <textarea
                id=id
                rows=rows
                prop:value=value
                aria-describedby=described
                aria-invalid=invalid
                on:input=write
                inner_html=editor.draft.with_untracked(|draft| escape((part.read)(draft)))
            ></textarea>
        }
        .into_any(),
    };
    let counter = length.map(|most| {
        let count = move || editor.draft.with(|draft| (part.read)(draft).chars().count());
        let is_over = move || count() > most;
        view! {
            <p class="under">
                <span></span>
                <span class="counter" class:over=is_over>{move || format!("{} / {most}", count())}</span>
            </p>
        }
    });
    view! {
        <div class="field" class:invalid=move || editor.field_error(id).is_some()>
            <label for=id>{label}</label>
            {control}
            <FieldErrorText editor field=id />
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {counter}
        </div>
    }
}
