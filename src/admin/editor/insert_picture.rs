use leptos::prelude::*;

use super::{markdown_commands, textarea};
use crate::admin::media::{DropTarget, MediaPicker, UploadList, provide_uploads};
use crate::browser;
use crate::model::admin::media::{MAX_FILE_BYTES, MediaItem};

/// Asks for a picture and puts it into the text.
#[component]
pub fn InsertPicture(open: RwSignal<bool>) -> impl IntoView {
    let pick = Callback::new(move |media_item: MediaItem| {
        // The dialog gives the focus back first.
        request_animation_frame(move || {
            textarea::edit(|text, at| markdown_commands::picture(text, at, &media_item.path, &media_item.alt));
        });
    });
    view! { <MediaPicker id="insert-picture" open pick /> }
}

/// Takes pictures that are dropped or pasted while somebody writes, and puts them into the text when they have arrived.
#[component]
pub fn DroppedPictures() -> impl IntoView {
    let done = Callback::new(|media_item: MediaItem| {
        textarea::edit(|text, at| markdown_commands::picture(text, at, &media_item.path, &media_item.alt));
        true
    });
    let uploads = provide_uploads(Signal::stored(MAX_FILE_BYTES), done);
    // A dialog that is open takes them itself.
    let while_ = Signal::derive(|| !browser::has_dialog());
    view! {
        <UploadList uploads />
        <DropTarget uploads while_ />
    }
}
