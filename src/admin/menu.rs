//! The editor of the menus.

mod add_items;
mod editor_state;
mod item_editor;
mod move_buttons;
mod search;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::error_page::{error_text_in, use_session_expiry};
use super::form_errors::ErrorSummary;
use super::form_fields::ask_before_leaving;
use super::layout::PageHeading;
use super::resource_view::resource_view;
use super::toast::use_toaster;
use crate::api::admin::menu::{read_menu, save_menu};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::menu::{Menu, MenuItem, MenuPlace};
use add_items::AddMenuItems;
use editor_state::MenuEditorState;
use item_editor::MenuItemEditor;

/// Renders `/admin/menu`.
#[component]
pub fn MenuPage() -> impl IntoView {
    let menu = Resource::new(|| (), |()| read_menu());
    resource_view(menu, |menu| view! { <MenuEditor menu /> })
}

/// The message after the menu is saved, with undo where that makes sense.
struct SaveNotice {
    text: &'static str,
    undo: Option<Callback<Vec<MenuItem>>>,
}

#[component]
fn MenuEditor(menu: Menu) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.menu;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let editor = MenuEditorState::new(&menu);
    provide_context(editor);
    ask_before_leaving(move || editor.is_changed());
    let (categories, pages) = (menu.categories.clone(), menu.pages.clone());
    let store = Callback::new(move |(items, told): (Vec<MenuItem>, SaveNotice)| {
        editor.errors.clear();
        editor.is_sending.set(true);
        let known = editor.known.get_untracked();
        spawn_local(async move {
            let answer = save_menu(items, known.clone()).await;
            expiry.note(&answer);
            editor.is_sending.try_set(false);
            match answer {
                Ok(menu) => {
                    editor.fill(&menu);
                    match told.undo {
                        Some(again) => toaster.offer_undo(told.text, Callback::new(move |()| again.run(known.clone()))),
                        None => toaster.tell(told.text),
                    }
                }
                Err(error) => {
                    toaster.fail(error_text_in(all, &error));
                    editor.errors.show(&error);
                }
            }
        });
    });
    let save = move |_| {
        if !editor.is_sending.get_untracked() {
            store.run((untrack(|| editor.items()), SaveNotice { text: texts.saved, undo: None }));
        }
    };
    let put_back = Callback::new(move |items| store.run((items, SaveNotice { text: texts.saved, undo: None })));
    let reset = move |_| {
        let mut items = editor.known.get_untracked();
        items.retain(|item| item.place != MenuPlace::Header);
        store.run((items, SaveNotice { text: texts.is_automatic, undo: Some(put_back) }));
    };
    let is_made = move || editor.is_made();
    let is_header = move || editor.place.get() == MenuPlace::Header;
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle>
            <Show when=move || is_made() && is_header()>
                <button type="button" class="button plain" on:click=reset>{texts.back_to_automatic}</button>
            </Show>
            <button
                type="button"
                class="button"
                aria-busy=move || editor.is_sending.get().to_string()
                aria-disabled=move || (!editor.is_changed() && is_made()).to_string()
                on:click=save
            >
                {texts.save}
            </button>
        </PageHeading>
        <ErrorSummary errors=editor.errors />
        <PlaceTabs />
        <Show when=move || !is_made() && is_header()><p class="banner note">{texts.automatic}</p></Show>
        <div class="two-columns">
            <div class="menu-editor">
                <h2 class="visually-hidden" id="menu-items" tabindex="-1">{texts.items}</h2>
                <p class="hint">{move || (texts.place_hint)(editor.place.get())}</p>
                <Show when=move || editor.shown().is_empty()><p class="hint">{texts.empty}</p></Show>
                <ol>
                    <For
                        each=move || editor.shown()
                        key=|entry| entry.key
                        children=move |entry| view! { <MenuItemEditor entry /> }
                    />
                </ol>
                <p class="hint">{texts.keyboard}</p>
                <p role="status">
                    {move || editor.is_changed().then(|| view! {
                        <span class="save-state unsaved">{texts.unsaved}</span>
                    })}
                </p>
                <p class="visually-hidden" role="status">{editor.announcement}</p>
            </div>
            <AddMenuItems categories pages />
        </div>
    }
}

/// Renders the choice of the place whose menu is shown. Errors in another place are shown there.
#[component]
fn PlaceTabs() -> impl IntoView {
    let texts = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let tab = move |place: MenuPlace| {
        let count = move || editor.entries.with(|entries| entries.iter().filter(|entry| entry.place == place).count());
        view! {
            <li>
                <button
                    type="button"
                    aria-current=move || (editor.place.get() == place).then_some("true")
                    on:click=move |_| editor.place.set(place)
                >
                    {(texts.place)(place)} " " <span class="count">{count}</span>
                </button>
            </li>
        }
    };
    Effect::new(move |_| {
        if let Some(place) = editor.place_of_error() {
            editor.place.set(place);
        }
    });
    view! {
        <nav class="tabs" aria-label=texts.places>
            <ul>{MenuPlace::ALL.map(tab).collect_view()}</ul>
        </nav>
    }
}
