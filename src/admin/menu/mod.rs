//! The menu.

mod adders;
mod item;
mod work;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failure::{explain_in, use_expiry};
use super::field::{Summary, ask_before_leaving};
use super::layout::Heading;
use super::loaded::loaded;
use super::toast::use_toaster;
use crate::api::admin::menu::{read_menu, save_menu};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::menu::{Item, Menu};
use adders::Adders;
use item::MenuItem;
use work::Work;

/// `/admin/menu`
#[component]
pub fn MenuPage() -> impl IntoView {
    let menu = Resource::new(|| (), |()| read_menu());
    loaded(menu, |menu| view! { <Editor menu /> })
}

/// What is said once the menu is stored; with the way to store the one before again, where that can be wanted.
struct Told {
    text: &'static str,
    undo: Option<Callback<Vec<Item>>>,
}

#[component]
fn Editor(menu: Menu) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.menu;
    let (toaster, expiry) = (use_toaster(), use_expiry());
    let work = Work::new(&menu);
    provide_context(work);
    ask_before_leaving(move || work.is_changed());
    let (categories, pages) = (menu.categories.clone(), menu.pages.clone());
    let store = Callback::new(move |(items, told): (Vec<Item>, Told)| {
        work.faults.clear();
        work.is_sending.set(true);
        let known = work.known.get_untracked();
        spawn_local(async move {
            let answer = save_menu(items, known.clone()).await;
            expiry.note(&answer);
            work.is_sending.try_set(false);
            match answer {
                Ok(menu) => {
                    work.fill(&menu);
                    match told.undo {
                        Some(again) => toaster.offer_undo(told.text, Callback::new(move |()| again.run(known.clone()))),
                        None => toaster.tell(told.text),
                    }
                }
                Err(error) => {
                    toaster.fail(explain_in(all, &error));
                    work.faults.show(&error);
                }
            }
        });
    });
    let save = move |_| {
        if !work.is_sending.get_untracked() {
            store.run((work.items(), Told { text: texts.saved, undo: None }));
        }
    };
    let put_back = Callback::new(move |items| store.run((items, Told { text: texts.saved, undo: None })));
    let reset = move |_| store.run((Vec::new(), Told { text: texts.is_automatic, undo: Some(put_back) }));
    let is_made = move || work.known.with(|known| !known.is_empty());
    view! {
        <Heading title=texts.title subtitle=texts.subtitle>
            <Show when=is_made>
                <button type="button" class="button plain" on:click=reset>{texts.back_to_automatic}</button>
            </Show>
            <button
                type="button"
                class="button"
                aria-busy=move || work.is_sending.get().to_string()
                aria-disabled=move || (!work.is_changed() && is_made()).to_string()
                on:click=save
            >
                {texts.save}
            </button>
        </Heading>
        <Summary faults=work.faults />
        <Show when=move || !is_made()><p class="banner note">{texts.automatic}</p></Show>
        <div class="two-columns">
            <div class="menu-editor">
                <h2 class="visually-hidden" id="menu-items" tabindex="-1">{texts.items}</h2>
                <Show when=move || work.is_empty()><p class="hint">{texts.empty}</p></Show>
                <ol>
                    <For
                        each=move || work.entries.get()
                        key=|entry| entry.key
                        children=move |entry| view! { <MenuItem entry /> }
                    />
                </ol>
                <p class="hint">{texts.keyboard}</p>
                <p role="status">
                    {move || work.is_changed().then(|| view! {
                        <span class="save-state unsaved">{texts.unsaved}</span>
                    })}
                </p>
                <p class="visually-hidden" role="status">{work.announcement}</p>
            </div>
            <Adders categories pages />
        </div>
    }
}
