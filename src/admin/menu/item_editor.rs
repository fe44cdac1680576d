use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, SubmitEvent};

use super::editor_state::{Direction, MenuEditorState, MenuEntry};
use super::move_buttons::MoveButtons;
use crate::admin::form_fields::TextField;
use crate::admin::icon::{Icon, IconImage};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::Address;

/// Renders a menu item: its title and target, the buttons for moving it, and its form when that is open.
#[component]
pub fn MenuItemEditor(entry: MenuEntry) -> impl IntoView {
    let words = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let MenuEntry { key, title, target, is_below, .. } = entry;
    // Validation errors refer to items by their index.
    let index = Memo::new(move |_| editor.index(key));
    let is_open = move || editor.open.get() == Some(key) || has_error(editor, index.get());
    let is_moved = RwSignal::new(false);
    let shift = Callback::new(move |direction: Direction| {
        if !editor.shift(key, direction) {
            return;
        }
        is_moved.set(true);
        let (position, of) = untrack(|| editor.position(key));
        editor.announcement.set((words.moved)(&title.get_untracked(), position + 1, of));
        // The button stays focused, unless the item is now at the end and the button is disabled.
        let ends = [(Direction::Up, position == 0), (Direction::Down, position + 1 == of)];
        let other = ends.contains(&(direction, true));
        let button = if (direction == Direction::Up) == other { "down" } else { "up" };
        request_animation_frame(move || browser::focus(&format!("entry-{key}-{button}")));
    });
    let nest = Callback::new(move |inwards: bool| {
        let Some(above) = untrack(|| editor.above(key)).filter(|_| inwards != is_below.get_untracked()) else { return };
        is_below.set(inwards);
        is_moved.set(true);
        let name = title.get_untracked();
        editor.announcement.set(match inwards {
            true => (words.moved_in)(&name, &above.title.get_untracked()),
            false => (words.moved_out)(&name),
        });
        request_animation_frame(move || browser::focus(&format!("entry-{key}-level")));
    });
    let press = move |event: KeyboardEvent| {
        if !event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowUp" => shift.run(Direction::Up),
            "ArrowDown" => shift.run(Direction::Down),
            "ArrowRight" if entry.place.has_levels() => nest.run(true),
            "ArrowLeft" if entry.place.has_levels() => nest.run(false),
            _ => return,
        }
        event.prevent_default();
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
            request_animation_frame(move || browser::focus(&format!("item-{}-title", index.get_untracked())));
        }
    };
    let close = move |event: SubmitEvent| {
        event.prevent_default();
        editor.open.set(None);
        request_animation_frame(move || browser::focus(&format!("entry-{key}-edit")));
    };
    let form = move || {
        is_open().then(|| {
            let (index, errors) = (index.get(), editor.errors);
            view! {
                <form class="inline-form" aria-label=move || (words.edit)(&title.get()) on:submit=close>
                    <TextField id=format!("item-{index}-title") label=words.link_title value=title errors />
                    <TextField
                        id=format!("item-{index}-target")
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
    let drag = move |event: DragEvent| {
        editor.dragged.set(Some(key));
        if let Some(transfer) = event.data_transfer() {
            transfer.set_effect_allowed("move");
            // Firefox needs some data.
            let _ = transfer.set_data("text/plain", &title.get_untracked());
        }
    };
    let drag_over = move |event: DragEvent| {
        if let Some(dragged) = editor.dragged.get_untracked() {
            event.prevent_default();
            // Rows of different heights would change places all the time while the pointer rests on them.
            if dragged != key && is_past_middle(&event, editor, dragged, key) {
                editor.put_at(dragged, key);
            }
        }
    };
    let end_drag = move |_| {
        if editor.dragged.get_untracked() == Some(key) {
            editor.dragged.set(None);
            is_moved.set(true);
        }
    };
    view! {
        <li
            draggable="true"
            class:below=is_below
            class:dragged=move || editor.dragged.get() == Some(key)
            on:keydown=press
            on:dragstart=drag
            on:dragover=drag_over
            on:drop=move |event: DragEvent| event.prevent_default()
            on:dragend=end_drag
        >
            <div class="item" class:moved=move || is_moved.get() && editor.is_changed()>
                <div>
                    <p class="name" dir="auto">{title}</p>
                    <p class="target">
                        {move || match target.get() {
                            target if target.is_empty() => words.group.to_owned(),
                            target => describe(&target, words.home, words.category, words.page),
                        }}
                    </p>
                    <Show when=move || editor.dangling.with(|dangling| dangling.contains(&target.get()))>
                        <p class="target">{words.dangling}</p>
                    </Show>
                </div>
                <div class="moves">
                    <MoveButtons entry shift nest />
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

/// Returns whether the pointer has passed the middle of a row that another is dragged over.
fn is_past_middle(event: &DragEvent, editor: MenuEditorState, dragged: u32, key: u32) -> bool {
    let row = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(row) = row.map(|row| row.get_bounding_client_rect()) else { return false };
    let is_below_middle = f64::from(event.client_y()) > row.top() + row.height() / 2.0;
    is_below_middle == untrack(|| editor.index(dragged) < editor.index(key))
}

fn has_error(editor: MenuEditorState, index: usize) -> bool {
    ["title", "target"].iter().any(|part| editor.errors.of(&format!("item-{index}-{part}")).is_some())
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
