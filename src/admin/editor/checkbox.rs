use leptos::prelude::*;
use leptos::web_sys::Event;

use super::editor_state::EditorState;
use crate::model::admin::post::PostDraft;

/// Renders a checkbox.
#[component]
pub fn Checkbox(
    editor: EditorState,
    id: &'static str,
    label: &'static str,
    read: fn(&PostDraft) -> bool,
    write: fn(&mut PostDraft, bool),
) -> impl IntoView {
    let is_on = move || editor.draft.with(read);
    let change = move |event: Event| {
        let on = event_target_checked(&event);
        editor.write(id, |draft| write(draft, on));
    };
    view! {
        <div class="field check">
            <input type="checkbox" id=id prop:checked=is_on checked=untrack(is_on) on:change=change />
            <label for=id>{label}</label>
        </div>
    }
}
