//! Ads in slots, and code of other services.

mod choices;
mod part;
mod placement_content;
mod placement_form;
mod placement_item;
mod removal;
mod snippet_form;
mod snippets;
mod snippets_state;

pub use snippets::SnippetsPage;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::error_page::{error_text_in, use_session_expiry};
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use super::tab_bar::TabBar;
use super::toast::use_toaster;
use crate::api::admin::placements::{list_placements, remove_placement};
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::placement::{PlacementDraft, PlacementList};
use placement_form::PlacementForm;
use placement_item::PlacementItem;
use removal::{RemovalQuestion, Removing};

/// State of the page.
#[derive(Clone, Copy)]
struct SlotsPageState {
    list: RwSignal<PlacementList>,
    /// The placement whose form is open. A new one has no ID.
    open: RwSignal<Option<PlacementDraft>>,
    removing: Removing,
}

impl SlotsPageState {
    /// Opens the form.
    fn edit(self, draft: PlacementDraft) {
        self.open.set(Some(draft));
        request_animation_frame(|| browser::focus("placement-name"));
    }
}

/// Renders `/admin/slots`.
#[component]
pub fn SlotsPage() -> impl IntoView {
    let placements = Resource::new(|| (), |()| list_placements());
    resource_view(placements, |list| view! { <Placements list /> })
}

#[component]
fn Placements(list: PlacementList) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.placements;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let removing = RwSignal::new(None);
    let page = SlotsPageState { list: RwSignal::new(list), open: RwSignal::new(None), removing };
    let remove = Callback::new(move |id: i64| {
        spawn_local(async move {
            let answer = remove_placement(id).await;
            expiry.note(&answer);
            match answer {
                Ok(list) => {
                    page.open.update(|open| *open = open.take().filter(|draft| draft.id != Some(id)));
                    page.list.set(list);
                    toaster.tell(texts.removed);
                    browser::focus("placements");
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    });
    provide_context(page);
    let add = move |_| page.edit(page.list.with_untracked(|list| list.new.clone()));
    let items = move || {
        let placements = page.list.with(|list| list.placements.clone());
        match placements.is_empty() {
            true => view! { <p class="hint">{texts.empty}</p> }.into_any(),
            false => {
                let items = placements.into_iter().map(|summary| view! { <PlacementItem summary /> }).collect_view();
                view! { <ul class="term-list">{items}</ul> }.into_any()
            }
        }
    };
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle>
            <button type="button" class="button" on:click=add><IconImage icon=Icon::Add />{texts.add}</button>
        </PageHeading>
        <SlotTabs />
        {move || page.open.get().map(|draft| view! { <PlacementForm draft /> })}
        <section class="group" aria-labelledby="placements">
            <header><h2 id="placements" tabindex="-1">{texts.list}</h2></header>
            {items}
        </section>
        <RemovalQuestion
            id="remove-placement"
            title=texts.remove_title
            text=texts.remove_text
            removing
            on_confirm=remove
        />
    }
}

/// Renders the tabs of this section.
#[component]
fn SlotTabs() -> impl IntoView {
    let texts = use_admin_texts();
    let here = use_location().pathname;
    let tab = move |path: &'static str, name: &'static str| {
        view! { <li><a href=path aria-current=move || (here.get() == path).then_some("page")>{name}</a></li> }
    };
    view! {
        <TabBar label=texts.placements.tabs>
            {tab(AdminAddress::Slots.path(), texts.placements.title)}
            {tab(AdminAddress::Snippets.path(), texts.snippets.title)}
        </TabBar>
    }
}
