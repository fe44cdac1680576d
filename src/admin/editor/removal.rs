use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::keepsake;
use super::manuscript::Manuscript;
use crate::admin::dialog::Confirmation;
use crate::admin::failure::explain;
use crate::admin::icon::{Drawn, Icon};
use crate::api::admin::posts::{change_posts, read_post};
use crate::model::admin::post::{Bulk, Kind, Status};

/// Into the trash, out of it, and away for good.
#[component]
pub fn Removal(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let asking = RwSignal::new(false);
    let is_in_trash = move || manuscript.status.get() == Status::Trash;
    let change = use_change(manuscript);
    let change = Callback::new(move |action| change.run(action));
    let delete = Callback::new(move |()| change.run(Bulk::Delete));
    let title = Signal::derive(move || (texts.delete_question)(&manuscript.draft.with(|draft| draft.title.clone())));
    view! {
        <section aria-label=texts.removal hidden=move || manuscript.id.get().is_none()>
            <div class="actions">
                <Show
                    when=is_in_trash
                    fallback=move || view! {
                        <button type="button" class="button danger" on:click=move |_| change.run(Bulk::Trash)>
                            <Drawn icon=Icon::Trash />
                            {texts.trash}
                        </button>
                    }
                >
                    <button type="button" class="button quiet" on:click=move |_| change.run(Bulk::Restore)>
                        <Drawn icon=Icon::Undo />
                        {texts.restore}
                    </button>
                    <button type="button" class="button danger" on:click=move |_| asking.set(true)>
                        <Drawn icon=Icon::Trash />
                        {texts.delete}
                    </button>
                </Show>
            </div>
        </section>
        <Confirmation
            id="delete-post"
            title=texts.delete
            text=title
            action=texts.delete
            open=asking
            on_confirm=delete
        />
    }
}

/// Does something to the post as a whole. Take it while rendering.
pub fn use_change(manuscript: Manuscript) -> Callback<Bulk> {
    let texts = &manuscript.texts.editor;
    let navigate = use_navigate();
    let owner = Owner::current();
    let list = match manuscript.kind {
        Kind::Post => "/admin/posts",
        Kind::Page => "/admin/pages",
    };
    Callback::new(move |action: Bulk| {
        let Some(id) = manuscript.id.get_untracked() else { return };
        let (navigate, owner, kind, copy) = (navigate.clone(), owner.clone(), manuscript.kind, manuscript.copy_name());
        spawn_local(async move {
            let answer = change_posts(vec![id], action).await;
            manuscript.expiry.note(&answer);
            match (answer, action) {
                (Ok(_), Bulk::Delete) => {
                    keepsake::forget(&copy);
                    // What is typed on this page is of nothing now.
                    if let Some(draft) = manuscript.draft.try_get_untracked() {
                        manuscript.stored.set(draft);
                    }
                    manuscript.toaster.tell(texts.told_deleted);
                    navigate(list, Default::default());
                }
                (Ok(_), Bulk::Trash) => {
                    let toaster = manuscript.toaster;
                    let undo = Callback::new(move |()| {
                        spawn_local(async move {
                            match change_posts(vec![id], Bulk::Restore).await {
                                Ok(_) => toaster.tell(texts.told_restored),
                                Err(_) => toaster.fail(texts.told_not_restored),
                            }
                        });
                    });
                    // What is typed and not saved stays on the device.
                    manuscript.saved.update(|saved| saved.status = Status::Trash);
                    toaster.offer_undo(texts.told_trashed, undo);
                    navigate(list, Default::default());
                }
                (Ok(_), _) => {
                    if let Ok(editing) = read_post(kind, Some(id)).await {
                        // Only the status has changed.
                        manuscript.version.set(editing.draft.version);
                        manuscript.saved.set(editing.saved);
                        manuscript.toaster.tell(texts.told_restored);
                    }
                }
                (Err(error), _) => {
                    let words = owner.map_or_else(String::new, |owner| owner.with(|| explain(&error)));
                    manuscript.toaster.fail(words);
                }
            }
        });
    })
}
