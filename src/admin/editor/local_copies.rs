use leptos::prelude::*;

use super::difference::DraftComparison;
use super::editor_state::{EditorState, comparable};
use super::local_drafts::{self, LocalDraft, LocalDraftState, compare, words_longer};
use crate::browser;
use crate::i18n::admin::local_time::format_local_time;
use crate::model::admin::post::PostDraft;

/// Renders the banner that offers local copies of earlier editor sessions, one at a time.
#[component]
pub fn LocalCopies(editor: EditorState, comparing: DraftComparison) -> impl IntoView {
    let texts = &editor.texts.editor;
    let language = editor.language;
    let copies = RwSignal::new(Vec::<(String, LocalDraft)>::new());
    Effect::new(move || {
        // Runs again after a new post was first saved, since copies of other new posts do not belong to it; after a
        // manual save, because the user has then seen the offered copies; and after a conflict, which may store a copy.
        editor.id.track();
        editor.settled.track();
        editor.conflict.track();
        copies.set(find_copies(editor));
    });
    Effect::new(move || {
        // Another tab may have saved its copy and removed it.
        let look = move |_| {
            if copies.with_untracked(|copies| copies.iter().any(|(name, _)| local_drafts::load(name).is_none())) {
                copies.update(|copies| copies.retain(|(name, _)| local_drafts::load(name).is_some()));
            }
        };
        let listener = window_event_listener_untyped("storage", look);
        on_cleanup(move || listener.remove());
    });
    let leave = move |name: &str| {
        local_drafts::remove(name);
        copies.update(|copies| copies.retain(|(known, _)| known != name));
    };
    move || {
        copies.with(|copies| copies.first().cloned()).map(|(name, copy)| {
            let zone = editor.options.with_value(|options| options.zone.clone());
            let headline = (texts.copy_found)(&format_local_time(&browser::local_time(copy.at, &zone), language));
            let longer =
                words_longer(&copy.draft.source, &editor.draft.with_untracked(|draft| draft.source.clone()));
            let is_beside = copy.version != editor.version.get_untracked();
            // Copies of new posts can only be identified by their title.
            let title = copy.draft.title.trim();
            let is_new = editor.draft.with_untracked(|draft| draft.title.trim() != title) && !title.is_empty();
            let title = if is_new { format!("“{title}”. ") } else { String::new() };
            let beside = if is_beside { texts.copy_beside } else { "" };
            let detail = format!("{title}{} {beside}", (texts.copy_longer)(longer));
            let (draft, compared) = (copy.draft.clone(), copy.draft);
            let (used, thrown) = (name.clone(), name);
            let restore = move |_| {
                // The current draft may be valuable, too.
                if editor.is_dirty.get_untracked() {
                    editor.set_aside();
                }
                editor.draft.set(comparable(&draft));
                editor.keep_now();
                leave(&used);
                super::visual_body::focus_body();
            };
            let discard = move |_| leave(&thrown);
            let can_compare = editor.id.get_untracked().is_some();
            view! {
                <div class="banner note" role="status">
                    <div class="text"><strong>{headline}</strong> " " {detail}</div>
                    <div class="actions">
                        // A copy that would overwrite a newer save is offered less prominently.
                        <button type="button" class="button" class:quiet=is_beside on:click=restore>{texts.use_copy}</button>
                        {can_compare.then(|| view! {
                            <button
                                type="button"
                                class="button quiet"
                                on:click=move |_| comparing.ask(editor, compared.clone())
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

/// Returns the copies worth offering. Copies that the server already has are removed, and those older than the last
/// manual save are omitted.
fn find_copies(editor: EditorState) -> Vec<(String, LocalDraft)> {
    let sitting = editor.save_queue.with_value(|save_queue| save_queue.sitting);
    let version = editor.version.get_untracked();
    let stored = editor.stored.with_untracked(|stored| PostDraft { version, ..stored.clone() });
    let others = editor.local_drafts().others(sitting).into_iter();
    let (done, mut open) = others.partition::<Vec<_>, _>(|(_, copy)| compare(copy, &stored) == LocalDraftState::Stored);
    for (name, _) in done {
        local_drafts::remove(&name);
    }
    let settled = editor.settled.get_untracked();
    open.retain(|(_, copy)| copy.at > settled);
    open
}
