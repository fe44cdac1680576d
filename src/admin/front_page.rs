//! Arranging the front page.

mod editor_state;
mod post_picks;
mod preview;
mod reset;
mod section_form;
mod section_item;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::error_page::{error_text_in, use_session_expiry};
use super::form_errors::ErrorSummary;
use super::form_fields::ask_before_leaving;
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use super::toast::use_toaster;
use crate::api::admin::front_page::{read_front_page, save_front_page};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::front_page::FrontPageArrangement;
use crate::model::error::Error;
use crate::model::front_page::{Section, SectionKind};
use editor_state::FrontPageState;
use preview::FrontPagePreview;
use reset::ResetFrontPage;
use section_item::SectionItem;

/// Renders `/admin/front-page`.
#[component]
pub fn FrontPagePage() -> impl IntoView {
    let arrangement = Resource::new(|| (), |()| read_front_page());
    resource_view(arrangement, |arrangement| view! { <FrontPageEditor arrangement /> })
}

#[component]
fn FrontPageEditor(arrangement: FrontPageArrangement) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.front_page;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let editor = FrontPageState::new(arrangement);
    provide_context(editor);
    ask_before_leaving(move || editor.is_changed());
    let store = Callback::new(move |(sections, told): (Vec<Section>, &'static str)| {
        if editor.is_sending.get_untracked() {
            return;
        }
        editor.errors.clear();
        editor.is_sending.set(true);
        let known = editor.stored.with_untracked(|stored| stored.sections.clone());
        spawn_local(async move {
            let answer = save_front_page(sections, known).await;
            expiry.note(&answer);
            editor.is_sending.try_set(false);
            match answer {
                Ok(arrangement) => {
                    editor.fill(arrangement);
                    toaster.tell(told);
                }
                Err(Error::Conflict) => editor.is_in_conflict.set(true),
                Err(error) => {
                    toaster.fail(error_text_in(all, &error));
                    editor.errors.show(&error);
                }
            }
        });
    });
    let save = move |_| store.run((untrack(|| editor.sections()), texts.saved));
    let reset = Callback::new(move |()| store.run((Vec::new(), texts.was_reset)));
    let asks = RwSignal::new(false);
    let has_missing = move || editor.stored.with(|stored| !stored.missing.is_empty());
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle>
            <Show when=move || !editor.is_automatic()>
                <button type="button" class="button plain" on:click=move |_| asks.set(true)>{texts.reset}</button>
            </Show>
            <button
                type="button"
                class="button"
                aria-busy=move || editor.is_sending.get().to_string()
                aria-disabled=move || (!editor.is_changed() && !editor.is_automatic()).to_string()
                on:click=save
            >
                {texts.save}
            </button>
        </PageHeading>
        <ErrorSummary errors=editor.errors />
        <Show when=move || editor.is_in_conflict.get()><ConflictBanner store /></Show>
        <Show when=move || editor.is_automatic()><p class="banner note">{texts.automatic}</p></Show>
        <Show when=has_missing><p class="banner note">{texts.has_missing}</p></Show>
        <div class="front-page-editor">
            <div class="menu-editor">
                <h2 id="sections" tabindex="-1">{texts.sections}</h2>
                <ol>
                    <For
                        each=move || editor.entries.get()
                        key=|entry| entry.key
                        children=move |entry| view! { <SectionItem entry /> }
                    />
                </ol>
                <p class="hint">{texts.keyboard}</p>
                <p role="status">
                    {move || editor.is_changed().then(|| view! {
                        <span class="save-state unsaved">{texts.unsaved}</span>
                    })}
                </p>
                <p class="visually-hidden" role="status">{editor.announcement}</p>
                <AddSection />
            </div>
            <FrontPagePreview />
        </div>
        <ResetFrontPage open=asks reset />
    }
}

/// Renders a button for each kind of section.
#[component]
fn AddSection() -> impl IntoView {
    let texts = &use_admin_texts().front_page;
    let editor = expect_context::<FrontPageState>();
    let buttons = SectionKind::ALL.map(|kind| {
        let add = move |_| {
            editor.add(kind);
            editor.announcement.set((texts.added)((texts.kind)(kind)));
        };
        view! {
            <li>
                <button type="button" class="button quiet" on:click=add>
                    <IconImage icon=Icon::Add />{(texts.kind)(kind)}
                </button>
            </li>
        }
    });
    view! {
        <section class="group" aria-labelledby="add-section">
            <header><h2 id="add-section">{texts.add}</h2></header>
            <ul class="section-kinds">{buttons.collect_view()}</ul>
        </section>
    }
}

/// Renders what to do when somebody else has saved meanwhile.
#[component]
fn ConflictBanner(store: Callback<(Vec<Section>, &'static str)>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.front_page;
    let editor = expect_context::<FrontPageState>();
    let toaster = use_toaster();
    let read = move |keeps_mine: bool| {
        spawn_local(async move {
            match read_front_page().await {
                Ok(theirs) if keeps_mine => {
                    editor.stored.set(theirs);
                    editor.is_in_conflict.set(false);
                    store.run((untrack(|| editor.sections()), texts.saved));
                }
                Ok(theirs) => editor.fill(theirs),
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    view! {
        <div class="banner" role="alert">
            <p>{texts.conflict}</p>
            <div class="actions">
                <button type="button" class="button quiet" on:click=move |_| read(true)>{texts.keep_mine}</button>
                <button type="button" class="button plain" on:click=move |_| read(false)>{texts.take_theirs}</button>
            </div>
        </div>
    }
}
