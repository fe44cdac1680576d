use leptos::prelude::*;

use super::difference::{ComparisonDialog, DraftComparison};
use super::editor_state::EditorState;
use super::local_copies::LocalCopies;
use super::presence::PresenceNotice;
use super::trash_actions::use_change;
use crate::model::admin::post::{BulkAction, PostStatus, SaveIntent};

/// Renders the banners of the editor: errors, conflicts, local copies.
#[component]
pub fn Banners(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let comparing = DraftComparison::new();
    let change = use_change(editor);
    let field_error = move || {
        editor.errors.of("").map(|text| {
            view! {
                <div class="banner alarm" role="alert"><div class="text">{text}</div></div>
            }
        })
    };
    view! {
        <div class="banners" role="region" aria-label=texts.notices>
            {field_error}
            <PendingBanner editor />
            <ConflictBanner editor comparing />
            <LocalCopies editor comparing />
            <Show when=move || editor.status.get() == PostStatus::Trash>
                <div class="banner caution">
                    <div class="text">{texts.is_in_trash}</div>
                    <div class="actions">
                        <button type="button" class="button quiet" on:click=move |_| change.run(BulkAction::Restore)>{texts.restore}</button>
                    </div>
                </div>
            </Show>
            <PresenceNotice editor />
        </div>
        <ComparisonDialog editor comparing />
    }
}

/// Renders the banner about a publication or update that waits for the server, and the button that calls it off.
#[component]
fn PendingBanner(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    move || {
        editor.pending.get().map(|intent| {
            let (headline, call_off) = match intent {
                SaveIntent::Keep => (texts.update_waits, texts.call_off_update),
                _ => (texts.publication_waits, texts.call_off),
            };
            view! {
                <div class="banner caution" role="alert">
                    <div class="text"><strong>{headline}</strong> " " {texts.waits_detail}</div>
                    <div class="actions">
                        <button type="button" class="button quiet" on:click=move |_| editor.call_off()>{call_off}</button>
                    </div>
                </div>
            }
        })
    }
}

/// Renders the banner about a conflict with another user's save.
#[component]
fn ConflictBanner(editor: EditorState, comparing: DraftComparison) -> impl IntoView {
    let texts = &editor.texts.editor;
    move || {
        editor.conflict.get().map(|theirs| {
            let headline = (texts.somebody_saved)(&theirs.saved.by, &theirs.saved.at.text);
            view! {
                <div class="banner alarm" role="alert">
                    <div class="text"><strong>{headline}</strong> " " {texts.somebody_saved_detail}</div>
                    <div class="actions">
                        <button
                            type="button"
                            class="button quiet"
                            on:click=move |_| comparing.ask(editor, editor.to_send())
                        >
                            {texts.look_at_difference}
                        </button>
                        <button type="button" class="button quiet" on:click=move |_| editor.keep_mine()>
                            {texts.keep_mine}
                        </button>
                        <button type="button" class="button plain" on:click=move |_| editor.take_theirs()>
                            {(texts.take_theirs)(&theirs.saved.by)}
                        </button>
                    </div>
                </div>
            }
        })
    }
}
