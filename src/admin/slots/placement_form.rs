use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::SlotsPageState;
use super::choices::{Check, Choice, PageKinds};
use super::part::text_part;
use super::placement_content::PlacementContent;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::{TextField, ask_before_leaving};
use crate::admin::toast::use_toaster;
use crate::api::admin::placements::save_placement;
use crate::browser;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::placement::{PlacementDraft, PlacementReach, Switch};
use crate::model::error::Error;
use crate::model::slot::{PageKind, Slot};

/// Renders the form of a placement: what, where, when.
#[component]
pub fn PlacementForm(draft: PlacementDraft) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.placements;
    let page = expect_context::<SlotsPageState>();
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let errors = FormErrors::new();
    let known = StoredValue::new(draft.clone());
    let title = if draft.id.is_some() { draft.name.clone() } else { texts.new_title.to_owned() };
    let draft = RwSignal::new(draft);
    let is_sending = RwSignal::new(false);
    ask_before_leaving(move || known.with_value(|known| draft.with(|draft| draft != known)));
    let close = move || {
        page.open.set(None);
        browser::focus("placements");
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        errors.clear();
        let edited = draft.get_untracked();
        let before = known.get_value();
        spawn_local(async move {
            let answer = save_placement(edited, before.id.is_some().then_some(before)).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(list) => {
                    page.list.set(list);
                    toaster.tell(texts.saved);
                    close();
                }
                Err(error) => {
                    toaster.fail(match &error {
                        Error::Rejected(_) => texts.faulty.to_owned(),
                        error => error_text_in(all, error),
                    });
                    errors.show(&error);
                }
            }
        });
    };
    let slot = Signal::derive(move || draft.with(|draft| draft.slot));
    let position = move || {
        let slot = slot.get();
        slot.has_position().then(|| {
            view! {
                <TextField
                    id="placement-position"
                    label=(texts.position)(slot)
                    hint=(texts.position_hint)(slot)
                    value=text_part(draft, |draft| &draft.position, |draft| &mut draft.position)
                    errors
                    digits=true
                />
            }
        })
    };
    let slots = Slot::ALL.map(|slot| (slot, (texts.slot_name)(slot).to_owned())).to_vec();
    let offered = move || PageKind::ALL.into_iter().filter(|page| slot.get().is_on(*page)).collect::<Vec<_>>();
    let zone = page.list.with_untracked(|list| list.time_zone.clone());
    let time_hint = (texts.time_hint)(&zone);
    view! {
        <form class="inline-form placement-form" on:submit=send aria-labelledby="placement-form-title">
            <h2 id="placement-form-title">{title}</h2>
            <TextField
                id="placement-name"
                label=texts.name
                hint=texts.name_hint
                value=text_part(draft, |draft| &draft.name, |draft| &mut draft.name)
                errors
            />
            <Check
                id="placement-on"
                label=texts.on
                is_on=Signal::derive(move || draft.with(|draft| draft.switch == Switch::On))
                on_change=Callback::new(move |on| {
                    draft.update(|draft| draft.switch = if on { Switch::On } else { Switch::Off });
                })
            />
            <PlacementContent draft errors />
            <Choice
                id="placement-slot"
                label=texts.slot
                choices=slots
                value=slot
                on_choice=Callback::new(move |slot: Slot| draft.update(|draft| {
                    draft.slot = slot;
                    if draft.position.is_empty() {
                        draft.position = "3".to_owned();
                    }
                }))
                errors
            />
            {position}
            <PageKinds
                id="placement-pages"
                offered=Signal::derive(offered)
                chosen=Signal::derive(move || draft.with(|draft| draft.pages.clone()))
                on_change=Callback::new(move |pages| draft.update(|draft| draft.pages = pages))
                errors
            />
            <CategoryChoice draft errors />
            <div class="side-by-side">
                <TextField
                    id="placement-starts"
                    kind="datetime-local"
                    label=texts.starts
                    hint=time_hint.clone()
                    value=text_part(draft, |draft| &draft.starts, |draft| &mut draft.starts)
                    errors
                />
                <TextField
                    id="placement-ends"
                    kind="datetime-local"
                    label=texts.ends
                    hint=time_hint
                    value=text_part(draft, |draft| &draft.ends, |draft| &mut draft.ends)
                    errors
                />
            </div>
            <TextField
                id="placement-weight"
                label=texts.weight
                hint=texts.weight_hint
                value=text_part(draft, |draft| &draft.weight, |draft| &mut draft.weight)
                errors
                digits=true
            />
            <ErrorSummary errors />
            <div class="actions">
                <button class="button" aria-busy=move || is_sending.get().to_string()>{all.layout.save}</button>
                <button type="button" class="button plain" on:click=move |_| close()>{all.layout.cancel}</button>
            </div>
        </form>
    }
}

/// Renders the select of the category.
#[component]
fn CategoryChoice(draft: RwSignal<PlacementDraft>, errors: FormErrors) -> impl IntoView {
    let texts = &use_admin_texts().placements;
    let page = expect_context::<SlotsPageState>();
    let mut choices = vec![((PlacementReach::Everywhere, None), texts.everywhere.to_owned())];
    let categories = page.list.with_untracked(|list| list.categories.clone());
    choices.extend(categories.into_iter().map(|category| {
        let inset = "\u{2003}".repeat(usize::from(category.depth));
        ((PlacementReach::Category, Some(category.id)), format!("{inset}{}", category.name))
    }));
    let chosen = draft.with_untracked(|draft| (draft.reach, draft.category));
    if choices.iter().all(|(choice, _)| *choice != chosen) {
        // The category was deleted.
        choices.push((chosen, "–".to_owned()));
    }
    view! {
        <Choice
            id="placement-category"
            label=texts.reach
            hint=texts.category_hint
            choices=choices
            value=Signal::derive(move || draft.with(|draft| (draft.reach, draft.category)))
            on_choice=Callback::new(move |(reach, category)| {
                draft.update(|draft| (draft.reach, draft.category) = (reach, category));
            })
            errors
        />
    }
}
