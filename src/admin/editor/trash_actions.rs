use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::editor_state::EditorState;
use super::local_drafts;
use crate::admin::dialog::ConfirmationDialog;
use crate::admin::error_page::error_text;
use crate::admin::icon::{Icon, IconImage};
use crate::api::admin::posts::{change_posts, read_post};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::post::{BulkAction, PostStatus};

/// Renders the actions for moving a post to the trash, restoring it and deleting it permanently.
#[component]
pub fn TrashActions(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let asking = RwSignal::new(false);
    let is_in_trash = move || editor.status.get() == PostStatus::Trash;
    let change = use_change(editor);
    let change = Callback::new(move |action| change.run(action));
    let delete = Callback::new(move |()| change.run(BulkAction::Delete));
    let title = Signal::derive(move || (texts.delete_question)(&editor.draft.with(|draft| draft.title.clone())));
    view! {
        <section aria-label=texts.removal hidden=move || editor.id.get().is_none()>
            <div class="actions">
                <Show
                    when=is_in_trash
                    fallback=move || view! {
                        <button type="button" class="button danger" on:click=move |_| change.run(BulkAction::Trash)>
                            <IconImage icon=Icon::Trash />
                            {texts.trash}
                        </button>
                    }
                >
                    <button type="button" class="button quiet" on:click=move |_| change.run(BulkAction::Restore)>
                        <IconImage icon=Icon::Undo />
                        {texts.restore}
                    </button>
                    <button type="button" class="button danger" on:click=move |_| asking.set(true)>
                        <IconImage icon=Icon::Trash />
                        {texts.delete}
                    </button>
                </Show>
            </div>
        </section>
        <ConfirmationDialog
            id="delete-post"
            title=texts.delete
            text=title
            action=texts.delete
            open=asking
            on_confirm=delete
        />
    }
}

/// Returns a callback that applies an action to the post. Call it during rendering.
pub fn use_change(editor: EditorState) -> Callback<BulkAction> {
    let texts = &editor.texts.editor;
    let navigate = use_navigate();
    let owner = Owner::current();
    let list = AdminAddress::list_of(editor.kind).path();
    Callback::new(move |action: BulkAction| {
        let Some(id) = editor.id.get_untracked() else { return };
        let (navigate, owner, kind, copy) = (navigate.clone(), owner.clone(), editor.kind, editor.copy_name());
        spawn_local(async move {
            let answer = change_posts(vec![id], action).await;
            editor.expiry.note(&answer);
            match (answer, action) {
                (Ok(_), BulkAction::Delete) => {
                    local_drafts::remove(&copy);
                    // The draft is obsolete now, so it counts as saved.
                    if let Some(draft) = editor.draft.try_get_untracked() {
                        editor.stored.set(draft);
                    }
                    editor.toaster.tell(texts.toast_deleted);
                    navigate(list, NavigateOptions::default());
                }
                (Ok(_), BulkAction::Trash) => {
                    let toaster = editor.toaster;
                    let undo = Callback::new(move |()| {
                        spawn_local(async move {
                            match change_posts(vec![id], BulkAction::Restore).await {
                                Ok(_) => toaster.tell(texts.toast_restored),
                                Err(_) => toaster.fail(texts.toast_not_restored),
                            }
                        });
                    });
                    // Unsaved changes are stored on the device.
                    editor.saved.update(|saved| saved.status = PostStatus::Trash);
                    toaster.offer_undo(texts.toast_trashed, undo);
                    navigate(list, NavigateOptions::default());
                }
                (Ok(_), _) => {
                    if let Ok(editing) = read_post(kind, Some(id)).await {
                        // Only the status has changed.
                        editor.version.set(editing.draft.version);
                        editor.saved.set(editing.saved);
                        editor.toaster.tell(texts.toast_restored);
                    }
                }
                (Err(error), _) => {
                    let words = owner.map_or_else(String::new, |owner| owner.with(|| error_text(&error)));
                    editor.toaster.fail(words);
                }
            }
        });
    })
}
