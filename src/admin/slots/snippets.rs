use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SlotTabs;
use super::removal::RemovalQuestion;
use super::snippet_form::SnippetForm;
use super::snippets_state::SnippetsPageState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::layout::PageHeading;
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::snippets::{list_snippets, remove_snippet};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::placement::Switch;
use crate::model::admin::snippet::SnippetDraft;
use crate::model::slot::PageKind;
use crate::model::snippet::SnippetConsent;

/// Renders `/admin/slots/snippets`.
#[component]
pub fn SnippetsPage() -> impl IntoView {
    let snippets = Resource::new(|| (), |()| list_snippets());
    resource_view(snippets, |snippets| view! { <Snippets snippets /> })
}

#[component]
fn Snippets(snippets: Vec<SnippetDraft>) -> impl IntoView {
    let all = use_admin_texts();
    let (texts, words) = (&all.snippets, &all.placements);
    let (toaster, expiry, reauthenticator) = (use_toaster(), use_session_expiry(), use_reauthenticator());
    let removing = RwSignal::new(None);
    let page = SnippetsPageState { snippets: RwSignal::new(snippets), open: RwSignal::new(None), removing };
    let remove = Callback::new(move |id: i64| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| remove_snippet(id)).await;
            expiry.note(&answer);
            match answer {
                Ok(snippets) => {
                    page.open.update(|open| *open = open.take().filter(|draft| draft.id != Some(id)));
                    page.snippets.set(snippets);
                    toaster.tell(words.removed);
                    browser::focus("snippets");
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    });
    provide_context(page);
    let add = move |_| page.edit(SnippetDraft { pages: PageKind::ALL.to_vec(), ..SnippetDraft::default() });
    let items = move || {
        let snippets = page.snippets.get();
        match snippets.is_empty() {
            true => view! { <p class="hint">{texts.empty}</p> }.into_any(),
            false => {
                let items = snippets.into_iter().map(|snippet| view! { <SnippetItem snippet /> }).collect_view();
                view! { <ul class="term-list">{items}</ul> }.into_any()
            }
        }
    };
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle>
            <button type="button" class="button" on:click=add><IconImage icon=Icon::Add />{texts.add}</button>
        </PageHeading>
        <SlotTabs />
        <p class="banner note">{texts.warning}</p>
        {move || page.open.get().map(|draft| view! { <SnippetForm draft /> })}
        <section class="group" aria-labelledby="snippets">
            <header><h2 id="snippets" tabindex="-1">{texts.list}</h2></header>
            {items}
        </section>
        <RemovalQuestion
            id="remove-snippet"
            title=texts.remove_title
            text=texts.remove_text
            removing
            on_confirm=remove
        />
    }
}

#[component]
fn SnippetItem(snippet: SnippetDraft) -> impl IntoView {
    let all = use_admin_texts();
    let (texts, words) = (&all.snippets, &all.placements);
    let page = expect_context::<SnippetsPageState>();
    let (name, id) = (snippet.name.clone(), snippet.id);
    let (class, state) = match snippet.switch {
        Switch::On => ("status published", texts.is_on),
        Switch::Off => ("status draft", texts.is_off),
    };
    let consent = if snippet.consent == SnippetConsent::Needed { texts.asks } else { texts.asks_not };
    let asked = id.zip(Some(name.clone()));
    view! {
        <li>
            <div class="term placement">
                <div>
                    <p class="name" dir="auto">{name.clone()}</p>
                    <p class="description">{(texts.place_name)(snippet.place)}" · "{consent}</p>
                    <span class=class>{state}</span>
                </div>
                <div class="actions">
                    <button
                        type="button"
                        class="button plain"
                        aria-label=(words.edit)(&name)
                        on:click=move |_| page.edit(snippet.clone())
                    >
                        {words.edit_short}
                    </button>
                    <button
                        type="button"
                        class="button plain danger"
                        aria-label=(words.remove)(&name)
                        on:click=move |_| page.removing.set(asked.clone())
                    >
                        {words.remove_short}
                    </button>
                </div>
            </div>
        </li>
    }
}
