use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_state::{OpenTermForm, TermsPageState, button_id};
use super::term_form::TermForm;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::{remove_term, restore_term};
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::term::TermListItem;
use crate::model::term::TermKind;

/// Renders a term with its actions, and its form when that is open.
#[component]
pub fn TermItem(term: TermListItem, categories: StoredValue<Vec<TermListItem>>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let page = expect_context::<TermsPageState>();
    let TermListItem { id, kind, depth, .. } = term;
    let count = (texts.posts)(term.count);
    let posts = match (kind, term.count) {
        (TermKind::Category, _) => {
            view! { <a href=format!("{}?category={id}", AdminAddress::Posts)>{count}</a> }.into_any()
        }
        (TermKind::Tag, 0) => count.into_any(),
        (TermKind::Tag, _) => view! { <a href=term.path.clone() rel="external">{count}</a> }.into_any(),
    };
    let excerpt = Some(term.excerpt.clone()).filter(|text| !text.is_empty());
    let is_open = move || page.open.get() == OpenTermForm::Edit(id);
    view! {
        <li>
            <div class=format!("term depth-{}", depth.min(3))>
                <div>
                    <h3 class="name" dir="auto">{term.name.clone()}</h3>
                    <p class="slug">{term.slug.clone()}</p>
                    {excerpt.map(|text| view! { <p class="description" dir="auto">{text}</p> })}
                </div>
                <span class="count">{posts}</span>
                <TermActions term />
            </div>
            <Show when=is_open><TermForm kind id=Some(id) categories /></Show>
        </li>
    }
}

/// Renders the menu of a term.
#[component]
fn TermActions(term: TermListItem) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.terms;
    let (page, toaster, expiry) = (expect_context::<TermsPageState>(), use_toaster(), use_session_expiry());
    let id = term.id;
    let heading = if term.kind == TermKind::Category { "categories" } else { "tags" };
    let menu = format!("term-{id}");
    let label = (texts.actions)(&term.name);
    let path = term.path.clone();
    let (name, edited, merged) = (term.name.clone(), term.clone(), term);
    let restore = move |removed, name: String| {
        spawn_local(async move {
            let answer = restore_term(removed).await;
            expiry.note(&answer);
            match answer {
                Ok(id) => {
                    toaster.tell((texts.restored)(&name));
                    page.finish(button_id(id));
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    let remove = move |_| {
        let name = name.clone();
        spawn_local(async move {
            let answer = remove_term(id).await;
            expiry.note(&answer);
            match answer {
                Ok(removed) => {
                    let text = (texts.deleted)(&name);
                    let undo = Callback::new(move |()| restore(removed.clone(), name.clone()));
                    toaster.offer_undo(text, undo);
                    page.finish(heading.to_owned());
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    view! {
        <button
            type="button"
            class="button plain only-icon"
            id=button_id(id)
            popovertarget=menu.clone()
            aria-label=label
        >
            <IconImage icon=Icon::More />
        </button>
        <ul class="menu" id=menu.clone() popover>
            <li>
                <button
                    type="button"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=move |_| page.open_edit(&edited)
                >
                    <IconImage icon=Icon::Edit />{texts.edit}
                </button>
            </li>
            <li>
                <button
                    type="button"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=move |_| page.open_merge(merged.clone())
                >
                    <IconImage icon=Icon::Term />{texts.merge}
                </button>
            </li>
            <li><a href=path rel="external"><IconImage icon=Icon::Outside />{texts.view}</a></li>
            <li class="apart">
                <button
                    type="button"
                    class="danger"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=remove
                >
                    <IconImage icon=Icon::Trash />{texts.delete}
                </button>
            </li>
        </ul>
    }
}
