use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::editor_state::{Direction, MenuEditorState, MenuEntry};
use crate::admin::form_fields::TextField;
use crate::admin::icon::{Icon, IconImage};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::Address;

/// Renders a menu item: its title and target, the buttons for moving it, and its form when that is open.
#[component]
pub fn MenuItemEditor(entry: MenuEntry) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.menu;
    let editor = expect_context::<MenuEditorState>();
    let MenuEntry { key, title, target } = entry;
    // Validation errors refer to items by their index.
    let place = Memo::new(move |_| editor.place(key).0);
    let is_open = move || editor.open.get() == Some(key) || has_error(editor, place.get());
    let is_moved = RwSignal::new(false);
    let shift = move |direction: Direction| {
        if !editor.shift(key, direction) {
            return;
        }
        is_moved.set(true);
        let (place, of) = untrack(|| editor.place(key));
        editor.announcement.set((words.moved)(&title.get_untracked(), place + 1, of));
        // The button stays focused, unless the item is now at the end and the button is disabled.
        let ends = [(Direction::Up, place == 0), (Direction::Down, place + 1 == of)];
        let other = ends.contains(&(direction, true));
        let button = if (direction == Direction::Up) == other { "down" } else { "up" };
        request_animation_frame(move || browser::focus(&format!("entry-{key}-{button}")));
    };
    let press = move |event: KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => Direction::Up,
            "ArrowDown" if event.alt_key() => Direction::Down,
            _ => return,
        };
        event.prevent_default();
        shift(direction);
    };
    let remove = move |_| {
        editor.announcement.set((words.removed)(&title.get_untracked()));
        editor.remove(key);
        request_animation_frame(|| browser::focus("menu-items"));
    };
    let toggle = move |_| {
        let opens = editor.open.get_untracked() != Some(key);
        editor.open.set(opens.then_some(key));
        if opens {
            request_animation_frame(move || browser::focus(&format!("item-{}-title", place.get_untracked())));
        }
    };
    let close = move |event: SubmitEvent| {
        event.prevent_default();
        editor.open.set(None);
        request_animation_frame(move || browser::focus(&format!("entry-{key}-edit")));
    };
    let form = move || {
        is_open().then(|| {
            let (place, errors) = (place.get(), editor.errors);
            view! {
                <form class="inline-form" aria-label=move || (words.edit)(&title.get()) on:submit=close>
                    <TextField id=format!("item-{place}-title") label=words.link_title value=title errors />
                    <TextField
                        id=format!("item-{place}-target")
                        label=words.link_target
                        hint=words.target_hint
                        value=target
                        errors
                    />
                    <div class="actions"><button class="button quiet">{words.done}</button></div>
                </form>
            }
        })
    };
    let is_first = move || editor.place(key).0 == 0;
    let is_last = move || {
        let (place, of) = editor.place(key);
        place + 1 == of
    };
    view! {
        <li on:keydown=press>
            <div class="item" class:moved=move || is_moved.get() && editor.is_changed()>
                <div>
                    <p class="name" dir="auto">{title}</p>
                    <p class="target">
                        {move || describe(&target.get(), words.home, words.category, words.page)}
                    </p>
                    <Show when=move || editor.dangling.with(|dangling| dangling.contains(&target.get()))>
                        <p class="target">{words.dangling}</p>
                    </Show>
                </div>
                <div class="moves">
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("entry-{key}-up")
                        aria-label=move || (words.move_up)(&title.get())
                        disabled=is_first
                        on:click=move |_| shift(Direction::Up)
                    >
                        <IconImage icon=Icon::Up />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("entry-{key}-down")
                        aria-label=move || (words.move_down)(&title.get())
                        disabled=is_last
                        on:click=move |_| shift(Direction::Down)
                    >
                        <IconImage icon=Icon::Down />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("entry-{key}-edit")
                        aria-label=move || (words.edit)(&title.get())
                        aria-expanded=move || is_open().to_string()
                        on:click=toggle
                    >
                        <IconImage icon=Icon::Edit />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        aria-label=move || (words.remove)(&title.get())
                        on:click=remove
                    >
                        <IconImage icon=Icon::Close />
                    </button>
                </div>
            </div>
            {form}
        </li>
    }
}

fn has_error(editor: MenuEditorState, place: usize) -> bool {
    ["title", "target"].iter().any(|part| editor.errors.of(&format!("item-{place}-{part}")).is_some())
}

/// Describes the target of an item.
fn describe(target: &str, home: &str, category: &str, page: &str) -> String {
    match Address::parse(target) {
        Address::Home => home.to_owned(),
        Address::Category(_) => format!("{category} {target}"),
        Address::Page(_) if target.starts_with('/') => format!("{page} {target}"),
        _ => target.to_owned(),
    }
}
