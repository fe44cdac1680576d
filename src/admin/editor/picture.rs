use leptos::prelude::*;

use super::{marking, textarea};
use crate::admin::media::MediaPicker;
use crate::model::admin::media::Medium;

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
