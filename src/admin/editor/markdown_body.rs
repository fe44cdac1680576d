use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::editor_state::EditorState;
use super::insert_picture::{DroppedPictures, InsertPicture};
use super::markdown_commands;
use super::textarea::{self, BODY, grow_with_text};
use super::toolbar::{Tool, Toolbar};
use crate::admin::form_errors::FieldErrorText;
use crate::components::escape::escape;

/// Renders the toolbar and the text area of a body in Markdown.
#[component]
pub fn MarkdownBody(editor: EditorState, is_ready: RwSignal<bool>) -> impl IntoView {
    let texts = &editor.texts.editor;
    let body = NodeRef::<Textarea>::new();
    let picking = RwSignal::new(false);
    let pick = Callback::new(move |()| picking.set(true));
    grow_with_text(body, editor);
    let write = move |event: ev::Event| {
        let text = event_target_value(&event);
        editor.write(BODY, |draft| draft.source = text);
    };
    let use_keys = move |event: ev::KeyboardEvent| {
        if let Some(tool) = Tool::of(&event) {
            event.prevent_default();
            tool.apply(pick);
        } else if event.key() == "Enter"
            && !(event.shift_key() || event.is_composing())
            && textarea::try_edit(markdown_commands::continue_list)
        {
            event.prevent_default();
        }
    };
    let paste = move |event: ev::ClipboardEvent| {
        let of_type = |kind| event.clipboard_data().and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
        let (text, html) = (of_type("text/plain"), of_type("text/html"));
        if textarea::try_edit(|body, selected| {
            markdown_commands::paste_address(body, selected.clone(), &text)
                .or_else(|| markdown_commands::paste_paragraphs(selected, &text, &html))
        }) {
            event.prevent_default();
        }
    };
    let draft = editor.draft;
    view! {
        <Toolbar editor pick />
        <DroppedPictures />
        <label class="visually-hidden" for=BODY>{texts.body}</label>
        <textarea
            node_ref=body
            class="body-field"
            id=BODY
            dir="auto"
            placeholder=texts.body_placeholder
            spellcheck="true"
            readonly=move || !is_ready.get()
            prop:value=move || draft.with(|draft| draft.source.clone())
            aria-describedby=editor.errors.described_by(BODY, false)
            aria-invalid=editor.errors.aria_invalid(BODY)
            on:input=write
            on:keydown=use_keys
            on:paste=paste
            inner_html=draft.with_untracked(|draft| escape(&draft.source))
        ></textarea>
        <FieldErrorText id=BODY errors=editor.errors />
        <InsertPicture open=picking />
    }
}
