use leptos::prelude::*;
use leptos::web_sys::SubmitEvent;

use super::editor_state::MenuEditorState;
use super::search::AddFoundItem;
use crate::admin::form_errors::FormErrors;
use crate::admin::form_fields::{SelectField, TextField};
use crate::admin::icon::{Icon, IconImage};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::menu::{MenuOffer, is_target};
use crate::model::error::Rejection;

/// Renders the forms for adding menu items.
#[component]
pub fn AddMenuItems(categories: Vec<MenuOffer>, pages: Vec<MenuOffer>) -> impl IntoView {
    let texts = &use_admin_texts().menu;
    view! {
        <section class="group" aria-labelledby="add-entry">
            <header><h2 id="add-entry">{texts.add_title}</h2></header>
            <AddFoundItem />
            <div class="adders">
                <details>
                    <summary>{texts.category}</summary>
                    <AddOfferedItem id="add-category" label=texts.category offers=categories />
                </details>
                <details>
                    <summary>{texts.page}</summary>
                    <AddOfferedItem id="add-page" label=texts.page offers=pages />
                </details>
                <details>
                    <summary>{texts.own_link}</summary>
                    <AddCustomLink />
                </details>
            </div>
        </section>
    }
}

/// Renders the form for adding a page or category that the menu does not contain.
#[component]
fn AddOfferedItem(id: &'static str, label: &'static str, offers: Vec<MenuOffer>) -> impl IntoView {
    let texts = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let errors = FormErrors::new();
    let offers = StoredValue::new(offers);
    let chosen = RwSignal::new(String::new());
    let left = Memo::new(move |_| {
        offers.with_value(|offers| {
            let left = offers.iter().filter(|offer| !editor.has(&offer.item.target));
            left.cloned().collect::<Vec<_>>()
        })
    });
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let target = chosen.get_untracked();
        let found = left.with_untracked(|left| left.iter().find(|offer| offer.item.target == target).cloned());
        if let Some(offer) = found {
            editor.announcement.set((texts.added)(&offer.item.title));
            editor.add(offer.item.title, offer.item.target);
            request_animation_frame(move || browser::focus(id));
        }
    };
    let select = move || {
        let left = left.get();
        chosen.set(left.first().map(|offer| offer.item.target.clone()).unwrap_or_default());
        if left.is_empty() {
            return view! { <p class="hint">{texts.nothing_left}</p> }.into_any();
        }
        let choices = left.into_iter().map(|offer| {
            let inset = "\u{2003}".repeat(usize::from(offer.depth));
            (offer.item.target, format!("{inset}{}", offer.item.title))
        });
        let choices = choices.collect::<Vec<_>>();
        view! {
            <SelectField id label value=chosen choices errors />
            <div>
                <button class="button quiet"><IconImage icon=Icon::Add />{texts.add}</button>
            </div>
        }
        .into_any()
    };
    view! { <form on:submit=add>{select}</form> }
}

/// Renders the form for adding a custom link.
#[component]
fn AddCustomLink() -> impl IntoView {
    let texts = &use_admin_texts().menu;
    let editor = expect_context::<MenuEditorState>();
    let errors = FormErrors::new();
    let (title, target) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let name = title.get_untracked().trim().to_owned();
        let path = target.get_untracked().trim().to_owned();
        // Without an address, it can group others.
        let is_wrong = !path.is_empty() && !is_target(&path);
        let checks =
            [(name.is_empty(), "add-title", texts.title_missing), (is_wrong, "add-target", texts.target_wrong)];
        let wrong = checks.into_iter().filter(|(is_wrong, ..)| *is_wrong);
        let wrong = wrong.map(|(_, field, text)| Rejection { field: field.to_owned(), text: text.to_owned() });
        let wrong = wrong.collect::<Vec<_>>();
        if !wrong.is_empty() {
            errors.show_all(wrong);
            return;
        }
        editor.announcement.set((texts.added)(&name));
        editor.add(name, path);
        title.set(String::new());
        target.set(String::new());
        browser::focus("add-title");
    };
    view! {
        <form on:submit=add>
            <TextField id="add-title" label=texts.link_title value=title errors />
            <TextField
                id="add-target"
                label=texts.link_target
                hint=texts.target_hint
                value=target
                errors
            />
            <div>
                <button class="button quiet"><IconImage icon=Icon::Add />{texts.add}</button>
            </div>
        </form>
    }
}
