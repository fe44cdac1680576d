use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::work::{Direction, Entry, Work};
use crate::admin::field::TextField;
use crate::admin::icon::{Drawn, Icon};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::Address;

/// An entry of the menu: what it shows, its place, its form when that is open.
#[component]
pub fn MenuItem(entry: Entry) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.menu;
    let work = expect_context::<Work>();
    let Entry { key, title, target } = entry;
    // Faults name entries by their place, as they were sent.
    let place = Memo::new(move |_| work.place(key).0);
    let is_open = move || work.open.get() == Some(key) || is_faulty(work, place.get());
    let is_moved = RwSignal::new(false);
    let shift = move |direction: Direction| {
        if !work.shift(key, direction) {
            return;
        }
        is_moved.set(true);
        let (place, of) = untrack(|| work.place(key));
        work.announcement.set((words.moved)(&title.get_untracked(), place + 1, of));
        // The button stays under the hand, unless the entry is at the end now.
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
        work.announcement.set((words.removed)(&title.get_untracked()));
        work.remove(key);
        request_animation_frame(|| browser::focus("menu-items"));
    };
    let toggle = move |_| {
        let opens = work.open.get_untracked() != Some(key);
        work.open.set(opens.then_some(key));
        if opens {
            request_animation_frame(move || browser::focus(&format!("item-{}-title", place.get_untracked())));
        }
    };
    let close = move |event: SubmitEvent| {
        event.prevent_default();
        work.open.set(None);
        request_animation_frame(move || browser::focus(&format!("entry-{key}-edit")));
    };
    let form = move || {
        is_open().then(|| {
            let (place, faults) = (place.get(), work.faults);
            view! {
                <form class="inline-form" aria-label=move || (words.edit)(&title.get()) on:submit=close>
                    <TextField id=format!("item-{place}-title") label=words.link_title value=title faults />
                    <TextField
                        id=format!("item-{place}-target")
                        label=words.link_target
                        hint=words.target_hint.to_owned()
                        value=target
                        faults
                    />
                    <div class="actions"><button class="button quiet">{words.done}</button></div>
                </form>
            }
        })
    };
    let is_first = move || work.place(key).0 == 0;
    let is_last = move || {
        let (place, of) = work.place(key);
        place + 1 == of
    };
    view! {
        <li on:keydown=press>
            <div class="item" class:moved=move || is_moved.get() && work.is_changed()>
                <div>
                    <p class="name">{title}</p>
                    <p class="target">
                        {move || describe(&target.get(), words.home, words.category, words.page)}
                    </p>
                    <Show when=move || work.dangling.with(|dangling| dangling.contains(&target.get()))>
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
                        <Drawn icon=Icon::Up />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("entry-{key}-down")
                        aria-label=move || (words.move_down)(&title.get())
                        disabled=is_last
                        on:click=move |_| shift(Direction::Down)
                    >
                        <Drawn icon=Icon::Down />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("entry-{key}-edit")
                        aria-label=move || (words.edit)(&title.get())
                        aria-expanded=move || is_open().to_string()
                        on:click=toggle
                    >
                        <Drawn icon=Icon::Edit />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        aria-label=move || (words.remove)(&title.get())
                        on:click=remove
                    >
                        <Drawn icon=Icon::Close />
                    </button>
                </div>
            </div>
            {form}
        </li>
    }
}

fn is_faulty(work: Work, place: usize) -> bool {
    ["title", "target"].iter().any(|part| work.faults.of(&format!("item-{place}-{part}")).is_some())
}

/// What an entry leads to, in words.
fn describe(target: &str, home: &str, category: &str, page: &str) -> String {
    match Address::parse(target) {
        Address::Home => home.to_owned(),
        Address::Category(_) => format!("{category} {target}"),
        Address::Page(_) if target.starts_with('/') => format!("{page} {target}"),
        _ => target.to_owned(),
    }
}
