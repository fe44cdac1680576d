//! Slots outside of what components render.

use leptos::prelude::*;

use super::hydration_markers::strip_hydration_markers;
use crate::components::slot::SlotView;
use crate::i18n::slot_name;
use crate::model::page_extras::PageExtras;
use crate::model::slot::{FilledSlot, Slot};
use crate::model::view::View;
use crate::text::body_insertion::find_break;

/// Inserts what stands between the paragraphs of a text.
pub fn insert_in_text(mut view: View, extras: &PageExtras) -> View {
    if let View::Post(post) | View::Page(post) = &mut view {
        let inserted = extras.slots.iter().filter(|filled| filled.slot == Slot::InText);
        let mut inserted: Vec<(usize, &FilledSlot)> =
            inserted.filter_map(|filled| Some((find_break(&post.html, filled.position as usize)?, filled))).collect();
        // Two of them never stand at one place.
        inserted.dedup_by_key(|(at, _)| *at);
        for (at, filled) in inserted.into_iter().rev() {
            post.html.insert_str(at, &render(extras, filled));
        }
    }
    view
}

/// Returns the HTML of a slot without a position; empty if nothing stands in it.
pub fn html(extras: &PageExtras, slot: Slot) -> String {
    let filled = extras.slots.iter().find(|filled| filled.slot == slot);
    filled.map(|filled| render(extras, filled)).unwrap_or_default()
}

fn render(extras: &PageExtras, filled: &FilledSlot) -> String {
    let name = slot_name(extras.language, filled);
    strip_hydration_markers(&view! { <SlotView name filled=filled.clone() /> }.to_html())
}
