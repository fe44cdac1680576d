use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;
use crate::model::admin::picture_edit::{Edge, PictureEdit};

/// Percent by which an arrow key moves an edge. With Shift, it is one.
const STEP: f64 = 5.0;

/// What a pointer has taken hold of.
#[derive(Clone, Copy)]
enum Grip {
    /// One edge, or the two of a corner.
    Edges(Option<Edge>, Option<Edge>),
    /// The part that stays, with the distance to its left upper corner, in percent.
    Part(f64, f64),
}

impl Grip {
    /// Returns what is at a place, in percent: the outer thirds of the part that stays, and what is cut, are its edges.
    fn at(x: f64, y: f64, crop: PictureEdit) -> Grip {
        let third = |place: f64, start: u8, end: u8| {
            let (start, end) = (f64::from(start), 100.0 - f64::from(end));
            ((place - start) / (end - start).max(1.0) * 3.0).floor()
        };
        let edge = |third: f64, first, last| match third {
            third if third < 1.0 => Some(first),
            third if third >= 2.0 => Some(last),
            _ => None,
        };
        let across = edge(third(x, crop.left, crop.right), Edge::Left, Edge::Right);
        let down = edge(third(y, crop.top, crop.bottom), Edge::Top, Edge::Bottom);
        match (across, down) {
            (None, None) => Grip::Part(x - f64::from(crop.left), y - f64::from(crop.top)),
            edges => Grip::Edges(edges.0, edges.1),
        }
    }

    fn drag(self, x: f64, y: f64, crop: PictureEdit) -> PictureEdit {
        match self {
            Grip::Part(across, down) => crop.moved(x - across, y - down),
            Grip::Edges(across, down) => [across, down].into_iter().flatten().fold(crop, |crop, edge| {
                let cut = match edge {
                    Edge::Left => x,
                    Edge::Right => 100.0 - x,
                    Edge::Top => y,
                    Edge::Bottom => 100.0 - y,
                };
                crop.dragging(edge, cut)
            }),
        }
    }
}

/// Renders a picture with a frame around what stays of it. The frame is drawn with a pointer, or moved by its edges with
/// the arrow keys.
#[component]
pub fn CropFrame(media_item: MediaItem, crop: RwSignal<PictureEdit>) -> impl IntoView {
    let texts = &use_admin_texts().media.picture_tools;
    let MediaItem { path, alt, width, height, .. } = media_item;
    let frame = NodeRef::<html::Div>::new();
    let grip = StoredValue::new(None::<Grip>);
    let place = move |event: &PointerEvent| {
        let frame = frame.get_untracked()?;
        let percent = |at: i32, of: i32| 100.0 * f64::from(at) / f64::from(of.max(1));
        Some((percent(event.offset_x(), frame.offset_width()), percent(event.offset_y(), frame.offset_height())))
    };
    let take = move |event: PointerEvent| {
        let (Some(frame), Some((x, y))) = (frame.get_untracked(), place(&event)) else { return };
        let _ = frame.set_pointer_capture(event.pointer_id());
        grip.set_value(Some(Grip::at(x, y, crop.get_untracked())));
    };
    let drag = move |event: PointerEvent| {
        if let (Some(grip), Some((x, y))) = (grip.get_value(), place(&event)) {
            crop.update(|crop| *crop = grip.drag(x, y, *crop));
        }
    };
    let release = move |_: PointerEvent| grip.set_value(None);
    let handles = Edge::ALL.into_iter().zip(texts.edges).map(|(edge, label)| {
        let name = match edge {
            Edge::Left => "crop-handle left",
            Edge::Right => "crop-handle right",
            Edge::Top => "crop-handle top",
            Edge::Bottom => "crop-handle bottom",
        };
        let step = move |event: KeyboardEvent| {
            let by = if event.shift_key() { 1.0 } else { STEP };
            let by = match (edge, event.key().as_str()) {
                (Edge::Left, "ArrowRight") | (Edge::Right, "ArrowLeft") => by,
                (Edge::Left, "ArrowLeft") | (Edge::Right, "ArrowRight") => -by,
                (Edge::Top, "ArrowDown") | (Edge::Bottom, "ArrowUp") => by,
                (Edge::Top, "ArrowUp") | (Edge::Bottom, "ArrowDown") => -by,
                _ => return,
            };
            event.prevent_default();
            crop.update(|crop| *crop = crop.dragging(edge, f64::from(crop.cut(edge)) + by));
        };
        view! {
            <span
                class=name
                role="slider"
                tabindex="0"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax=PictureEdit::MOST.to_string()
                aria-valuenow=move || crop.get().cut(edge).to_string()
                on:keydown=step
            ></span>
        }
    });
    let inset = move |edge| move || format!("{}%", crop.get().cut(edge).min(100));
    view! {
        <div
            node_ref=frame
            class="crop-frame"
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
        >
            <img src=path alt=alt width=width height=height draggable="false" />
            <div
                class="crop-area"
                style:left=inset(Edge::Left)
                style:right=inset(Edge::Right)
                style:top=inset(Edge::Top)
                style:bottom=inset(Edge::Bottom)
            >
                {handles.collect_view()}
            </div>
        </div>
        <p class="hint">{texts.crop_hint}</p>
    }
}
