use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::editor_state::EditorState;
use super::format_switch::FormatSwitch;
use super::markdown_body::MarkdownBody;
use super::preview::TextCounts;
use super::textarea::grow_with_text;
use super::visual_body::{VisualBody, focus_body};
use crate::admin::form_errors::FieldErrorText;
use crate::components::escape::escape;
use crate::model::admin::post::BodyFormat;

/// Renders title, body and text length.
#[component]
pub fn WritingPane(editor: EditorState, counts: TextCounts) -> impl IntoView {
    let texts = &editor.texts.editor;
    let title = NodeRef::<Textarea>::new();
    // The fields are read-only before hydration, since text typed then would be lost.
    let is_ready = RwSignal::new(false);
    Effect::new(move || is_ready.set(true));
    let format = Memo::new(move |_| editor.draft.with(|draft| draft.format));
    grow_with_text(title, editor);
    let write_title = move |event: ev::Event| {
        let text = event_target_value(&event).replace('\n', " ");
        editor.write("post-title", |draft| draft.title = text);
    };
    let to_body = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            focus_body();
        }
    };
    let draft = editor.draft;
    view! {
        <section class="pane writing" aria-label=texts.writing>
            <label class="visually-hidden" for="post-title">{texts.post_title}</label>
            <textarea
                node_ref=title
                class="title-field"
                id="post-title"
                dir="auto"
                rows="1"
                placeholder=texts.post_title
                readonly=move || !is_ready.get()
                prop:value=move || draft.with(|draft| draft.title.clone())
                aria-describedby=editor.errors.described_by("post-title", false)
                aria-invalid=editor.errors.aria_invalid("post-title")
                on:input=write_title
                on:keydown=to_body
                inner_html=draft.with_untracked(|draft| escape(&draft.title))
            ></textarea>
            <FieldErrorText id="post-title" errors=editor.errors />
            {move || match format.get() {
                BodyFormat::Visual => view! { <VisualBody editor is_ready /> }.into_any(),
                BodyFormat::Markdown => view! { <MarkdownBody editor is_ready /> }.into_any(),
            }}
            <div class="word-count">
                <span>{move || (texts.words)(counts.words.get())}</span>
                <span>{move || (texts.minutes)(counts.minutes.get())}</span>
                <FormatSwitch editor />
            </div>
        </section>
    }
}
