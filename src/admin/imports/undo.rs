use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ImportRuns;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::imports::{read_import_changes, undo_import};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::import::ImportChanges;

/// Renders the button that undoes an import. It first shows what was changed since, and asks what happens to that.
#[component]
pub fn UndoButton(id: i64) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.imports;
    let ImportRuns(runs) = expect_context();
    let (expiry, reauthenticator, toaster) = (use_session_expiry(), use_reauthenticator(), use_toaster());
    let changes = RwSignal::new(None::<ImportChanges>);
    let is_sending = RwSignal::new(false);
    let ask = move |_| {
        spawn_local(async move {
            let answer = read_import_changes(id).await;
            expiry.note(&answer);
            match answer {
                Ok(found) => {
                    changes.try_set(Some(found));
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    let undo = move |keep_changed: bool| {
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| undo_import(id, keep_changed)).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(removed) => {
                    toaster.tell((texts.undone)(removed));
                    runs.refetch();
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    let found = move |ImportChanges { number, titles }: ImportChanges| {
        let has_more = number > titles.len() as u64;
        let what = if number == 0 { texts.undo_unchanged.to_owned() } else { (texts.undo_changed)(number) };
        let titles = titles.into_iter().map(|title| view! { <li dir="auto">{title}</li> });
        view! {
            <div class="banner caution" role="alert">
                <div class="text">
                    <p>{texts.undo_about}</p>
                    <p>{what}</p>
                    <ul>{titles.collect_view()} {has_more.then(|| view! { <li>{texts.and_others}</li> })}</ul>
                </div>
                <div class="actions" aria-busy=move || is_sending.get().to_string()>
                    {(number > 0).then(|| view! {
                        <button type="button" class="button" on:click=move |_| undo(true)>{texts.keep_changed}</button>
                    })}
                    <button type="button" class="button danger" on:click=move |_| undo(false)>{texts.remove_all}</button>
                    <button type="button" class="button plain" on:click=move |_| changes.set(None)>{all.layout.cancel}</button>
                </div>
            </div>
        }
    };
    view! {
        {move || changes.get().map(found)}
        <div class="actions" hidden=move || changes.with(Option::is_some)>
            <button type="button" class="button quiet" on:click=ask>{texts.undo}</button>
        </div>
    }
}
