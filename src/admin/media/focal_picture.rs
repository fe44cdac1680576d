use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::media::FocalPoint;

/// Percent by which an arrow key moves the point. With Shift, it is one.
const STEP: f64 = 5.0;

/// Renders a picture whose focal point is set with a click, or with the arrow keys.
#[component]
pub fn FocalPicture(media_item: MediaItem, focus: RwSignal<FocalPoint>) -> impl IntoView {
    let texts = &use_admin_texts().media.picture_tools;
    let MediaItem { path, alt, width, height, .. } = media_item;
    let frame = NodeRef::<html::Button>::new();
    let place = move |event: MouseEvent| {
        // A key that presses the button has no place.
        let Some(frame) = frame.get_untracked().filter(|_| event.detail() > 0) else { return };
        let percent = |at: i32, of: i32| 100.0 * f64::from(at) / f64::from(of.max(1));
        focus.set(FocalPoint::at(
            percent(event.offset_x(), frame.offset_width()),
            percent(event.offset_y(), frame.offset_height()),
        ));
    };
    let step = move |event: KeyboardEvent| {
        let by = if event.shift_key() { 1.0 } else { STEP };
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-by, 0.0),
            "ArrowRight" => (by, 0.0),
            "ArrowUp" => (0.0, -by),
            "ArrowDown" => (0.0, by),
            _ => return,
        };
        event.prevent_default();
        focus.update(|point| *point = FocalPoint::at(f64::from(point.x) + x, f64::from(point.y) + y));
    };
    let words = Memo::new(move |_| {
        let FocalPoint { x, y } = focus.get();
        (texts.focal_point)(x, y)
    });
    view! {
        <div class="focal-picture">
            <button
                node_ref=frame
                type="button"
                class="focal-frame"
                aria-label=words
                aria-describedby="focal-hint"
                on:click=place
                on:keydown=step
            >
                <img src=path alt=alt width=width height=height />
                <span
                    class="focal-point"
                    style:left=move || format!("{}%", focus.get().x)
                    style:top=move || format!("{}%", focus.get().y)
                ></span>
            </button>
            <p class="hint" id="focal-hint">{texts.focal_hint}</p>
            <p class="visually-hidden" role="status">{words}</p>
        </div>
    }
}
