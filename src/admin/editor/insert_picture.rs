use leptos::prelude::*;

use super::{markdown_commands, textarea};
use crate::admin::media::{DropTarget, MediaPicker, UploadList, provide_uploads};
use crate::browser;
use crate::model::admin::media::{MediaItem, UploadLimits};

/// Renders the picker for inserting an image into the text.
#[component]
pub fn InsertPicture(open: RwSignal<bool>) -> impl IntoView {
    let pick = Callback::new(move |media_item: MediaItem| {
        // The dialog restores the focus first.
        request_animation_frame(move || {
            textarea::edit(|text, at| markdown_commands::picture(text, at, &media_item.path, &media_item.alt));
        });
    });
    view! { <MediaPicker id="insert-picture" open pick /> }
}

/// Uploads images that are dropped or pasted in the editor, and inserts them into the text.
#[component]
pub fn DroppedPictures() -> impl IntoView {
    let done = Callback::new(|media_item: MediaItem| {
        textarea::edit(|text, at| markdown_commands::picture(text, at, &media_item.path, &media_item.alt));
        true
    });
    let uploads = provide_uploads(Signal::stored(UploadLimits::PICTURES), done);
    // An open dialog handles drops itself.
    let while_ = Signal::derive(|| !browser::has_dialog());
    view! {
        <UploadList uploads />
        <DropTarget uploads while_ />
    }
}
