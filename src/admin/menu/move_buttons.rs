use leptos::prelude::*;

use super::editor_state::{Direction, MenuEditorState, MenuEntry};
use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::use_admin_texts;

/// Renders the buttons that move an item up, down, below the one before it, and back.
#[component]
pub fn MoveButtons(entry: MenuEntry, shift: Callback<Direction>, nest: Callback<bool>) -> impl IntoView {
    let words = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let MenuEntry { key, title, is_below, .. } = entry;
    let is_first = move || editor.position(key).0 == 0;
    let is_last = move || {
        let (position, of) = editor.position(key);
        position + 1 == of
    };
    let level = entry.place.has_levels().then(|| {
        let label = move || if is_below.get() { (words.move_out)(&title.get()) } else { (words.move_in)(&title.get()) };
        view! {
            <button
                type="button"
                class="button plain only-icon"
                id=format!("entry-{key}-level")
                aria-label=label
                disabled=is_first
                on:click=move |_| nest.run(!is_below.get_untracked())
            >
                {move || view! { <IconImage icon=if is_below.get() { Icon::Out } else { Icon::In } /> }}
            </button>
        }
    });
    view! {
        {level}
        <button
            type="button"
            class="button plain only-icon"
            id=format!("entry-{key}-up")
            aria-label=move || (words.move_up)(&title.get())
            disabled=is_first
            on:click=move |_| shift.run(Direction::Up)
        >
            <IconImage icon=Icon::Up />
        </button>
        <button
            type="button"
            class="button plain only-icon"
            id=format!("entry-{key}-down")
            aria-label=move || (words.move_down)(&title.get())
            disabled=is_last
            on:click=move |_| shift.run(Direction::Down)
        >
            <IconImage icon=Icon::Down />
        </button>
    }
}
