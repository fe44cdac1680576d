use leptos::prelude::*;

use super::{markdown_commands, textarea};
use crate::admin::media::{DropTarget, MediaPicker, UploadList, provide_uploads};
use crate::browser;
use crate::model::admin::media::{MediaItem, UploadLimits};

/// Renders the picker for inserting an image into the text.
#[component]
pub fn InsertPicture(open: RwSignal<bool>) -> impl IntoView {
    // The dialog restores the focus, but not always the selection.
    let selection = StoredValue::new(None);
    let restore = move || {
        if let Some(selected) = selection.try_get_value().flatten() {
            textarea::select(selected);
        }
    };
    Effect::new(move |was_open: Option<bool>| {
        match (was_open, open.get()) {
            (_, true) => selection.set_value(textarea::selection()),
            (Some(true), false) => request_animation_frame(restore),
            _ => {}
        }
        open.get_untracked()
    });
    let pick = Callback::new(move |media: Vec<MediaItem>| {
        let selected = selection.get_value();
        selection.set_value(None);
        // The dialog restores the focus first.
        request_animation_frame(move || {
            if let Some(selected) = selected {
                textarea::select(selected);
            }
            for MediaItem { path, alt, .. } in media {
                textarea::edit(|text, at| markdown_commands::picture(text, at, &path, &alt));
            }
        });
    });
    view! { <MediaPicker id="insert-picture" several=true open pick /> }
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
