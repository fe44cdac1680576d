use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::TermForm;
use super::work::{Open, Work, button_id};
use crate::admin::failure::{explain_in, use_expiry};
use crate::admin::icon::{Drawn, Icon};
use crate::admin::toast::use_toaster;
use crate::api::admin::terms::{remove_term, restore_term};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::term::TermLine;
use crate::model::term::TermKind;

/// A term, what can be done with it, and its form when that is open.
#[component]
pub fn TermItem(term: TermLine, categories: StoredValue<Vec<TermLine>>) -> impl IntoView {
    let texts = &use_admin_texts().terms;
    let work = expect_context::<Work>();
    let TermLine { id, kind, depth, .. } = term;
    let count = (texts.posts)(term.count);
    let posts = match (kind, term.count) {
        (TermKind::Category, _) => view! { <a href=format!("/admin/posts?category={id}")>{count}</a> }.into_any(),
        (TermKind::Tag, 0) => count.into_any(),
        (TermKind::Tag, _) => view! { <a href=term.path.clone() rel="external">{count}</a> }.into_any(),
    };
    let excerpt = Some(term.excerpt.clone()).filter(|text| !text.is_empty());
    let is_open = move || work.open.get() == Open::Edit(id);
    view! {
        <li>
            <div class=format!("term depth-{}", depth.min(3))>
                <div>
                    <h3 class="name">{term.name.clone()}</h3>
                    <p class="slug">{term.slug.clone()}</p>
                    {excerpt.map(|text| view! { <p class="description">{text}</p> })}
                </div>
                <span class="count">{posts}</span>
                <Actions term />
            </div>
            <Show when=is_open><TermForm kind id=Some(id) categories /></Show>
        </li>
    }
}

/// The menu of a term.
#[component]
fn Actions(term: TermLine) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.terms;
    let (work, toaster, expiry) = (expect_context::<Work>(), use_toaster(), use_expiry());
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
                    work.finish(button_id(id));
                }
                Err(error) => toaster.fail(explain_in(all, &error)),
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
                    work.finish(heading.to_owned());
                }
                Err(error) => toaster.fail(explain_in(all, &error)),
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
            <Drawn icon=Icon::More />
        </button>
        <ul class="menu" id=menu.clone() popover>
            <li>
                <button
                    type="button"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=move |_| work.open_edit(&edited)
                >
                    <Drawn icon=Icon::Edit />{texts.edit}
                </button>
            </li>
            <li>
                <button
                    type="button"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=move |_| work.open_merge(merged.clone())
                >
                    <Drawn icon=Icon::Term />{texts.merge}
                </button>
            </li>
            <li><a href=path rel="external"><Drawn icon=Icon::Outside />{texts.view}</a></li>
            <li class="apart">
                <button
                    type="button"
                    class="danger"
                    popovertarget=menu.clone()
                    popovertargetaction="hide"
                    on:click=remove
                >
                    <Drawn icon=Icon::Trash />{texts.delete}
                </button>
            </li>
        </ul>
    }
}
