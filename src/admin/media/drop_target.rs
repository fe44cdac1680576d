use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{ClipboardEvent, DragEvent, Event};

use super::uploads::MediaUploads;
use crate::admin::icon::{Icon, IconImage};
use crate::browser::files;
use crate::i18n::admin::use_admin_texts;

/// Uploads files that are dropped or pasted anywhere on the page, and shows a hint while files are dragged over it.
#[component]
pub fn DropTarget(
    uploads: MediaUploads,
    /// Whether it is active.
    while_: Signal<bool>,
) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let is_above = RwSignal::new(false);
    Effect::new(move |_| {
        let drag = move |event: Event, above: bool| {
            let Ok(event) = event.dyn_into::<DragEvent>() else { return };
            if while_.get_untracked() && files::has_files(event.data_transfer()) {
                event.prevent_default();
                is_above.set(above);
            }
        };
        let drop = move |event: Event| {
            let Ok(event) = event.dyn_into::<DragEvent>() else { return };
            is_above.set(false);
            let files = files::dropped_or_pasted(event.data_transfer());
            if while_.get_untracked() && !files.is_empty() {
                event.prevent_default();
                uploads.send(files);
            }
        };
        let leave = move |event: Event| {
            // Without a related target, the pointer has left the window.
            let is_out = event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none());
            if is_out {
                is_above.set(false);
            }
        };
        let paste = move |event: Event| {
            let Ok(event) = event.dyn_into::<ClipboardEvent>() else { return };
            let files = files::dropped_or_pasted(event.clipboard_data());
            // Tables and web pages are copied as text and image at once; then the text is pasted.
            let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
            if while_.get_untracked() && text.is_empty() && !files.is_empty() {
                event.prevent_default();
                uploads.send(files);
            }
        };
        let listening = [
            window_event_listener_untyped("dragenter", move |event| drag(event, true)),
            window_event_listener_untyped("dragover", move |event| drag(event, true)),
            window_event_listener_untyped("dragleave", leave),
            window_event_listener_untyped("drop", drop),
            window_event_listener_untyped("paste", paste),
        ];
        on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
    });
    view! {
        <Show when=move || is_above.get()>
            <div class="drop-overlay">
                <IconImage icon=Icon::Upload />
                <p>{texts.drop_here}</p>
                <p class="hint">{(texts.kinds)(&texts.amount(uploads.limit()))}</p>
            </div>
        </Show>
    }
}
