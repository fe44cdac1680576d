use std::borrow::Cow;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, KeyboardEvent};

use super::queue::{CommentQueue, OpenCommentForm};
use super::telex::TelexDecoder;
use crate::model::admin::comment::{Decision, ModerationStatus};

/// Text controls, and overlays above the page, in which shortcuts are disabled.
const BUSY: &str = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]";

/// Listens for the keyboard shortcuts while the queue is shown.
pub fn listen(queue: CommentQueue) {
    let decoder = StoredValue::new(TelexDecoder::default());
    // Letters that an input method sends may have no name when they are pressed, only when they are inserted.
    let is_nameless = StoredValue::new(false);
    Effect::new(move || {
        let down = window_event_listener(ev::keydown, move |event| {
            is_nameless.set_value(event.key() == "Unidentified");
            if !is_nameless.get_value() {
                run_key(queue, decoder, &event);
            }
        });
        let insert = window_event_listener(ev::keypress, move |event| {
            if is_nameless.get_value() {
                run_key(queue, decoder, &event);
            }
        });
        on_cleanup(move || {
            down.remove();
            insert.remove();
        });
    });
}

fn run_key(queue: CommentQueue, decoder: StoredValue<TelexDecoder>, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_busy = target.is_some_and(|target| target.closest(BUSY).is_ok_and(|found| found.is_some()));
    if is_busy || event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let (name, at) = (event.key(), event.time_stamp());
    let pressed = decoder.try_update_value(|decoder| decoder.press(&name, at).map(Cow::into_owned)).flatten();
    let Some(key) = pressed else { return };
    match key.as_str() {
        "j" => step(queue, 1),
        "k" => step(queue, -1),
        "a" => queue.decide(selected(queue), Decision::Approve),
        "s" => queue.decide(selected(queue), Decision::Spam),
        "d" if queue.status == ModerationStatus::Trash => queue.delete(selected(queue)),
        "d" => queue.decide(selected(queue), Decision::Trash),
        "r" => open(queue, OpenCommentForm::Reply),
        "e" => open(queue, OpenCommentForm::Edit),
        "u" | "z" => queue.undo(),
        "x" => {
            let Some(id) = queue.current.get_untracked() else { return };
            queue.chosen.update(|chosen| {
                if !chosen.remove(&id) {
                    chosen.insert(id);
                }
            });
        }
        _ => return,
    }
    event.prevent_default();
}

/// Returns the selected comments, or the current one if none is selected.
fn selected(queue: CommentQueue) -> Vec<i64> {
    let chosen: Vec<i64> = queue.chosen.with_untracked(|chosen| chosen.iter().copied().collect());
    if chosen.is_empty() { queue.current.get_untracked().into_iter().collect() } else { chosen }
}

fn open(queue: CommentQueue, form: OpenCommentForm) {
    let Some(id) = queue.current.get_untracked() else { return };
    if form == OpenCommentForm::Edit || queue.answers() {
        queue.open.set(Some((id, form)));
    }
}

/// Moves to the next or previous comment, or to the first if there is no current one. After the last one, older ones are
/// loaded.
fn step(queue: CommentQueue, by: isize) {
    let current = queue.current.get_untracked();
    let is_last = queue.entries.with_untracked(|entries| entries.last().map(|entry| entry.id) == current);
    if by > 0 && is_last && queue.more.get_untracked() {
        return queue.load_more();
    }
    let next = queue.entries.with_untracked(|entries| {
        let here = entries.iter().position(|entry| Some(entry.id) == current);
        let next = here.map_or(Some(0), |here| here.checked_add_signed(by))?;
        entries.get(next).map(|entry| entry.id)
    });
    next.into_iter().for_each(|id| queue.show(id));
}
