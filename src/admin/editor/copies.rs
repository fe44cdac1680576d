use leptos::prelude::*;

use super::difference::Comparing;
use super::keepsake::{self, Keepsake, Standing, judge, words_longer};
use super::manuscript::{Manuscript, bare};
use crate::browser;
use crate::model::admin::post::Draft;

/// Copies that the device has kept of an earlier sitting, one after the other.
#[component]
pub fn Copies(manuscript: Manuscript, comparing: Comparing) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let language = manuscript.language;
    let copies = RwSignal::new(Vec::<(String, Keepsake)>::new());
    Effect::new(move || {
        // Again once a new post is stored, since what lies on the shelf of new ones is none of its; once somebody has
        // saved here, who has seen what was offered; and after a conflict, which may set a copy aside.
        manuscript.id.track();
        manuscript.settled.track();
        manuscript.conflict.track();
        copies.set(find(manuscript));
    });
    Effect::new(move || {
        // Another tab may have saved what it had kept.
        let look = move |_| {
            if copies.with_untracked(|copies| copies.iter().any(|(name, _)| keepsake::recall(name).is_none())) {
                copies.update(|copies| copies.retain(|(name, _)| keepsake::recall(name).is_some()));
            }
        };
        let listener = window_event_listener_untyped("storage", look);
        on_cleanup(move || listener.remove());
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
            // What lies on the shelf of new posts is known by its title alone.
            let title = copy.draft.title.trim();
            let is_new = manuscript.draft.with_untracked(|draft| draft.title.trim() != title) && !title.is_empty();
            let title = if is_new { format!("“{title}”. ") } else { String::new() };
            let beside = if is_beside { texts.copy_beside } else { "" };
            let detail = format!("{title}{} {beside}", (texts.copy_longer)(longer));
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
                        // Over what was saved since, nothing is put lightly.
                        <button type="button" class="button" class:quiet=is_beside on:click=restore>{texts.use_copy}</button>
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

/// The copies that may be of worth: those that the server has are forgotten, and what somebody has saved here knowingly
/// is newer than what was kept before.
fn find(manuscript: Manuscript) -> Vec<(String, Keepsake)> {
    let sitting = manuscript.flow.with_value(|flow| flow.sitting);
    let version = manuscript.version.get_untracked();
    let stored = manuscript.stored.with_untracked(|stored| Draft { version, ..stored.clone() });
    let others = manuscript.shelf().others(sitting).into_iter();
    let (done, mut open) = others.partition::<Vec<_>, _>(|(_, copy)| judge(copy, &stored) == Standing::Stored);
    for (name, _) in done {
        keepsake::forget(&name);
    }
    let settled = manuscript.settled.get_untracked();
    open.retain(|(_, copy)| copy.at > settled);
    open
}
