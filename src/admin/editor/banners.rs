use leptos::prelude::*;

use super::difference::{Comparing, Comparison};
use super::keepsake::{self, Keepsake, Standing, judge, words_longer};
use super::manuscript::{Manuscript, bare};
use super::presence::Presence;
use super::removal::use_change;
use crate::browser;
use crate::model::admin::post::{Bulk, Draft, Status};

/// What must be known before going on writing.
#[component]
pub fn Banners(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let comparing = Comparing::new();
    let change = use_change(manuscript);
    let fault = move || {
        manuscript.fault("").map(|text| {
            view! {
                <div class="banner alarm" role="alert"><div class="text">{text}</div></div>
            }
        })
    };
    view! {
        <div class="banners" role="region" aria-label=texts.notices>
            {fault}
            <Parted manuscript comparing />
            <Copies manuscript comparing />
            <Show when=move || manuscript.status.get() == Status::Trash>
                <div class="banner caution">
                    <div class="text">{texts.is_in_trash}</div>
                    <div class="actions">
                        <button type="button" class="button quiet" on:click=move |_| change.run(Bulk::Restore)>{texts.restore}</button>
                    </div>
                </div>
            </Show>
            <Presence manuscript />
        </div>
        <Comparison manuscript comparing />
    }
}

/// Somebody else has saved: what now?
#[component]
fn Parted(manuscript: Manuscript, comparing: Comparing) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    move || {
        manuscript.conflict.get().map(|theirs| {
            let headline = (texts.somebody_saved)(&theirs.saved.by, &theirs.saved.at.text);
            view! {
                <div class="banner alarm" role="alert">
                    <div class="text"><strong>{headline}</strong> " " {texts.somebody_saved_detail}</div>
                    <div class="actions">
                        <button
                            type="button"
                            class="button quiet"
                            on:click=move |_| comparing.ask(manuscript, manuscript.to_send())
                        >
                            {texts.look_at_difference}
                        </button>
                        <button type="button" class="button quiet" on:click=move |_| manuscript.keep_mine()>
                            {texts.keep_mine}
                        </button>
                        <button type="button" class="button plain" on:click=move |_| manuscript.take_theirs()>
                            {texts.take_theirs}
                        </button>
                    </div>
                </div>
            }
        })
    }
}

/// Copies that the device has kept of an earlier sitting, one after the other.
#[component]
fn Copies(manuscript: Manuscript, comparing: Comparing) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let language = manuscript.language;
    let copies = RwSignal::new(Vec::<(String, Keepsake)>::new());
    Effect::new(move || {
        // Again after a conflict, which may set one aside.
        manuscript.conflict.track();
        let sitting = manuscript.flow.with_value(|flow| flow.sitting);
        let stored = manuscript
            .stored
            .with_untracked(|stored| Draft { version: manuscript.version.get_untracked(), ..stored.clone() });
        let others = manuscript.shelf().others(sitting).into_iter();
        let (done, open) = others.partition::<Vec<_>, _>(|(_, copy)| judge(copy, &stored) == Standing::Stored);
        for (name, _) in done {
            keepsake::forget(&name);
        }
        copies.set(open);
    });
    let leave = move |name: &str| {
        keepsake::forget(name);
        copies.update(|copies| copies.retain(|(known, _)| known != name));
    };
    move || {
        copies.with(|copies| copies.first().cloned()).map(|(name, copy)| {
            let zone = manuscript.options.with_value(|options| options.zone.clone());
            let headline = (texts.copy_found)(&browser::tell_time(copy.at, language, &zone));
            let longer =
                words_longer(&copy.draft.source, &manuscript.draft.with_untracked(|draft| draft.source.clone()));
            let is_beside = copy.version != manuscript.version.get_untracked();
            let detail = format!("{} {}", (texts.copy_longer)(longer), if is_beside { texts.copy_beside } else { "" });
            let (draft, compared) = (copy.draft.clone(), copy.draft);
            let (used, thrown) = (name.clone(), name);
            let restore = move |_| {
                // What is on the desk may be of worth too.
                if manuscript.is_dirty.get_untracked() {
                    manuscript.set_aside();
                }
                manuscript.draft.set(bare(&draft));
                manuscript.keep_now();
                leave(&used);
                browser::focus(super::textarea::BODY);
            };
            let discard = move |_| leave(&thrown);
            let can_compare = manuscript.id.get_untracked().is_some();
            view! {
                <div class="banner note" role="status">
                    <div class="text"><strong>{headline}</strong> " " {detail}</div>
                    <div class="actions">
                        <button type="button" class="button" on:click=restore>{texts.use_copy}</button>
                        {can_compare.then(|| view! {
                            <button
                                type="button"
                                class="button quiet"
                                on:click=move |_| comparing.ask(manuscript, compared.clone())
                            >
                                {texts.look_at_difference}
                            </button>
                        })}
                        <button type="button" class="button plain" on:click=discard>{texts.drop_copy}</button>
                    </div>
                </div>
            }
        })
    }
}
