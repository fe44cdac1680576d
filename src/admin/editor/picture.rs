use leptos::prelude::*;

use super::{marking, textarea};
use crate::admin::media::{Handover, MediaPicker, UploadList, provide_uploads};
use crate::browser;
use crate::model::admin::media::{LARGEST, Medium};

/// Asks for a picture and puts it into the text.
#[component]
pub fn InsertPicture(open: RwSignal<bool>) -> impl IntoView {
    let pick = Callback::new(move |medium: Medium| {
        // The dialog gives the focus back first.
        request_animation_frame(move || {
            textarea::edit(|text, at| marking::picture(text, at, &medium.path, &medium.alt));
        });
    });
    view! { <MediaPicker id="insert-picture" open pick /> }
}

/// Takes pictures that are dropped or pasted while somebody writes, and puts them into the text when they have arrived.
#[component]
pub fn HandedPictures() -> impl IntoView {
    let done = Callback::new(|medium: Medium| {
        textarea::edit(|text, at| marking::picture(text, at, &medium.path, &medium.alt));
        true
    });
    let uploads = provide_uploads(Signal::stored(LARGEST), done);
    // A dialog that is open takes them itself.
    let while_ = Signal::derive(|| !browser::has_dialog());
    view! {
        <UploadList uploads />
        <Handover uploads while_ />
    }
}
