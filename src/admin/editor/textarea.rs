//! Access to the textarea of a Markdown body. Edits go through the browser's edit history, so that they can be undone.

use std::ops::Range;

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, EventInit, HtmlDocument, HtmlTextAreaElement};

use super::editor_state::EditorState;
use super::markdown_commands::{Edit, from_browser, to_browser};
use crate::browser;

/// The `id` of the textarea.
pub const BODY: &str = "post-body";

fn body() -> Option<HtmlTextAreaElement> {
    browser::find(BODY)?.dyn_into().ok()
}

/// Returns the text and the selection, in bytes.
fn read(body: &HtmlTextAreaElement) -> (String, Range<usize>) {
    let text = body.value();
    let place = |at: Option<u32>| from_browser(&text, at.unwrap_or(0));
    let start = place(body.selection_start().ok().flatten());
    let end = place(body.selection_end().ok().flatten());
    (text, start..end.max(start))
}

/// Edits the body.
pub fn edit(change: impl FnOnce(&str, Range<usize>) -> Edit) {
    try_edit(|text, selected| Some(change(text, selected)));
}

/// Edits the body if `change` returns an edit, and returns whether it did.
pub fn try_edit(change: impl FnOnce(&str, Range<usize>) -> Option<Edit>) -> bool {
    let Some(body) = body() else { return false };
    let (text, selected) = read(&body);
    let Some(edit) = change(&text, selected) else { return false };
    let after = edit.apply(&text);
    let (start, end) = (to_browser(&text, edit.range.start), to_browser(&text, edit.range.end));
    let _ = body.focus();
    let _ = body.set_selection_range(start, end);
    // `execCommand` is the only way of editing that preserves the undo history.
    let is_done = match edit.text.as_str() {
        "" => execute("delete", ""),
        inserted => execute("insertText", inserted),
    };
    if !is_done || body.value() != after {
        body.set_value(&after);
        let event = EventInit::new();
        event.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &event) {
            let _ = body.dispatch_event(&event);
        }
    }
    let (start, end) = (to_browser(&after, edit.select.start), to_browser(&after, edit.select.end));
    let _ = body.set_selection_range(start, end);
    true
}

/// A selection, as the browser counts it.
pub type BodySelection = (u32, u32);

/// Returns the selection, which a dialog may lose.
pub fn selection() -> Option<BodySelection> {
    let body = body()?;
    Some((body.selection_start().ok()??, body.selection_end().ok()??))
}

/// Selects what was selected before.
pub fn select((start, end): BodySelection) {
    if let Some(body) = body() {
        let _ = body.set_selection_range(start, end);
    }
}

/// Runs an editing command of the browser on the body.
pub fn command(name: &str) {
    if let Some(body) = body() {
        let _ = body.focus();
        execute(name, "");
    }
}

fn execute(name: &str, text: &str) -> bool {
    let document = document().dyn_into::<HtmlDocument>();
    document.is_ok_and(|document| document.exec_command_with_show_ui_and_value(name, false, text).unwrap_or(false))
}

/// Adjusts the height of a field to its text whenever the draft changes.
pub fn grow_with_text(field: NodeRef<Textarea>, editor: EditorState) {
    Effect::new(move || {
        editor.draft.track();
        if let Some(field) = field.get() {
            grow(&field);
        }
    });
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
