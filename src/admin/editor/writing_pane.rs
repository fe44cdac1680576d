use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::web_sys::HtmlTextAreaElement;

use super::editor_state::EditorState;
use super::insert_picture::{DroppedPictures, InsertPicture};
use super::markdown_commands;
use super::preview::TextCounts;
use super::textarea::{self, BODY};
use super::toolbar::{Tool, Toolbar};
use crate::admin::form_errors::FieldErrorText;
use crate::components::escape::escape;

/// Renders title, toolbar, body and text length.
#[component]
pub fn WritingPane(editor: EditorState, counts: TextCounts) -> impl IntoView {
    let texts = &editor.texts.editor;
    let (title, body) = (NodeRef::<Textarea>::new(), NodeRef::<Textarea>::new());
    // The fields are read-only before hydration, since text typed then would be lost.
    let is_ready = RwSignal::new(false);
    Effect::new(move || is_ready.set(true));
    let picking = RwSignal::new(false);
    let pick = Callback::new(move |()| picking.set(true));
    for field in [title, body] {
        Effect::new(move || {
            editor.draft.track();
            if let Some(field) = field.get() {
                grow(&field);
            }
        });
    }
    let write_title = move |event: ev::Event| {
        let text = event_target_value(&event).replace('\n', " ");
        editor.write("post-title", |draft| draft.title = text);
    };
    let write_body = move |event: ev::Event| {
        let text = event_target_value(&event);
        editor.write(BODY, |draft| draft.source = text);
    };
    let to_body = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            crate::browser::focus(BODY);
        }
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
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if textarea::try_edit(|body, selected| markdown_commands::paste_address(body, selected, &text)) {
            event.prevent_default();
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
            <Toolbar editor pick />
            <DroppedPictures />
            <label class="visually-hidden" for=BODY>{texts.body}</label>
            <textarea
                node_ref=body
                class="body-field"
                id=BODY
                placeholder=texts.body_placeholder
                spellcheck="true"
                readonly=move || !is_ready.get()
                prop:value=move || draft.with(|draft| draft.source.clone())
                aria-describedby=editor.errors.described_by(BODY, false)
                aria-invalid=editor.errors.aria_invalid(BODY)
                on:input=write_body
                on:keydown=use_keys
                on:paste=paste
                inner_html=draft.with_untracked(|draft| escape(&draft.source))
            ></textarea>
            <FieldErrorText id=BODY errors=editor.errors />
            <p class="word-count">
                <span>{move || (texts.words)(counts.words.get())}</span>
                <span>{move || (texts.minutes)(counts.minutes.get())}</span>
            </p>
        </section>
        <InsertPicture open=picking />
    }
}

/// Adjusts the height of a field to its text, in browsers without `field-sizing`.
fn grow(field: &HtmlTextAreaElement) {
    let can = leptos::web_sys::css::supports_with_value("field-sizing", "content").unwrap_or(false);
    if !can {
        let _ = field.set_attribute("rows", &rows(&field.value()).to_string());
    }
}

/// Estimates the number of lines of a text, at sixty characters per line.
fn rows(text: &str) -> usize {
    text.split('\n').map(|line| line.chars().count() / 60 + 1).sum::<usize>().max(1)
}
