use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::prelude::*;

use super::editor_state::{FrontPageState, SectionEntry};
use super::section_form::SectionForm;
use crate::admin::icon::{Icon, IconImage};
use crate::browser;
use crate::i18n::admin::use_admin_texts;

/// Renders a section of the list: its name, the buttons for moving it, and its form when that is open.
#[component]
pub fn SectionItem(entry: SectionEntry) -> impl IntoView {
    let texts = &use_admin_texts().front_page;
    let editor = expect_context::<FrontPageState>();
    let key = entry.key;
    // Validation errors refer to sections by their index.
    let place = Memo::new(move |_| editor.place(key).0);
    let name = Memo::new(move |_| name(editor, entry, (texts.kind)(entry.kind)));
    let is_open = move || editor.open.get() == Some(key) || has_error(editor, place.get());
    let shift = move |to: Option<usize>, button: &'static str| {
        let Some(to) = to.filter(|to| editor.move_to(key, *to)) else { return };
        let of = untrack(|| editor.place(key)).1;
        editor.announcement.set((texts.moved)(&name.get_untracked(), to + 1, of));
        // The button stays focused, unless the section is now at the end and the button is disabled.
        let button = match button {
            "up" if to == 0 => "down",
            "down" if to + 1 == of => "up",
            button => button,
        };
        request_animation_frame(move || browser::focus(&format!("section-{key}-{button}")));
    };
    let up = move || shift(place.get_untracked().checked_sub(1), "up");
    let down = move || shift(Some(place.get_untracked() + 1), "down");
    let press = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowUp" if event.alt_key() => up(),
            "ArrowDown" if event.alt_key() => down(),
            _ => return,
        }
        event.prevent_default();
    };
    let remove = move |_| {
        editor.announcement.set((texts.removed)(&name.get_untracked()));
        editor.remove(key);
        request_animation_frame(|| browser::focus("sections"));
    };
    let toggle = move |_| {
        let opens = editor.open.get_untracked() != Some(key);
        editor.open.set(opens.then_some(key));
    };
    let drag = move |event: DragEvent| {
        // Firefox drags only what has data.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &name.get_untracked());
        }
        editor.dragged.set(Some(key));
    };
    let enter = move |event: DragEvent| {
        if let Some(dragged) = editor.dragged.get_untracked() {
            event.prevent_default();
            editor.move_to(dragged, place.get_untracked());
        }
    };
    let over = move |event: DragEvent| {
        if editor.dragged.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        editor.dragged.set(None);
    };
    let is_missing = move || {
        editor.stored.with(|stored| {
            let is_gone = |name: &String| stored.missing.contains(name);
            is_gone(&entry.source.get()) || entry.posts.with(|posts| posts.iter().any(is_gone))
        })
    };
    let is_first = move || place.get() == 0;
    let is_last = move || {
        let (place, of) = editor.place(key);
        place + 1 == of
    };
    view! {
        <li
            on:keydown=press
            on:dragenter=enter
            on:dragover=over
            on:drop=drop
            class:dragged=move || editor.dragged.get() == Some(key)
        >
            <div class="item" draggable="true" on:dragstart=drag on:dragend=move |_| editor.dragged.set(None)>
                <div>
                    <p class="name" dir="auto">{name}</p>
                    <p class="target">{(texts.about)(entry.kind)}</p>
                    <Show when=is_missing><p class="target missing">{texts.has_missing}</p></Show>
                </div>
                <div class="moves">
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("section-{key}-up")
                        aria-label=move || (texts.move_up)(&name.get())
                        disabled=is_first
                        on:click=move |_| up()
                    >
                        <IconImage icon=Icon::Up />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("section-{key}-down")
                        aria-label=move || (texts.move_down)(&name.get())
                        disabled=is_last
                        on:click=move |_| down()
                    >
                        <IconImage icon=Icon::Down />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        id=format!("section-{key}-edit")
                        aria-label=move || (texts.edit)(&name.get())
                        aria-expanded=move || is_open().to_string()
                        on:click=toggle
                    >
                        <IconImage icon=Icon::Edit />
                    </button>
                    <button
                        type="button"
                        class="button plain only-icon"
                        aria-label=move || (texts.remove)(&name.get())
                        on:click=remove
                    >
                        <IconImage icon=Icon::Close />
                    </button>
                </div>
            </div>
            {move || is_open().then(|| view! { <SectionForm entry place=place.get() /> })}
        </li>
    }
}

/// Returns the name of a section: its heading, or that of its category or tag, or that of its kind.
fn name(editor: FrontPageState, entry: SectionEntry, kind: &str) -> String {
    let heading = entry.heading.get();
    let source = entry.source.get();
    let found = editor
        .stored
        .with(|stored| stored.sources.iter().find(|offer| offer.path == source).map(|offer| offer.name.clone()));
    match (heading.trim(), found) {
        ("", Some(found)) => format!("{kind}: {found}"),
        ("", None) => kind.to_owned(),
        (heading, _) => format!("{kind}: {heading}"),
    }
}

fn has_error(editor: FrontPageState, place: usize) -> bool {
    let parts = ["heading", "source", "count", "posts", "text"];
    parts.iter().any(|part| editor.errors.of(&format!("section-{place}-{part}")).is_some())
}
