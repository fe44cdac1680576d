use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor_state::EditorState;
use crate::admin::error_page::error_text;
use crate::api::admin::posts::share_preview;
use crate::browser;
use crate::model::admin::post::PostStatus;

/// Renders the button that creates a link for viewing the draft without an account.
#[component]
pub fn PreviewLink(editor: EditorState) -> impl IntoView {
    let texts = &editor.texts.editor;
    let address = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let owner = Owner::current();
    let make = move |_| {
        let Some(id) = editor.id.get_untracked().filter(|_| !is_busy.get_untracked()) else { return };
        is_busy.set(true);
        let owner = owner.clone();
        spawn_local(async move {
            let answer = share_preview(id).await;
            is_busy.set(false);
            editor.expiry.note(&answer);
            match answer {
                Ok(shared) => {
                    if browser::copy(&shared) {
                        editor.toaster.tell(texts.toast_copied);
                    }
                    address.set(Some(shared));
                }
                Err(error) => {
                    let words = owner.map_or_else(String::new, |owner| owner.with(|| error_text(&error)));
                    editor.toaster.fail(words);
                }
            }
        });
    };
    let copy = move |_| {
        let shared = address.get().unwrap_or_default();
        match browser::copy(&shared) {
            true => editor.toaster.tell(texts.toast_copied),
            false => editor.toaster.fail(texts.toast_not_copied),
        }
    };
    let is_shown = move || !matches!(editor.status.get(), PostStatus::Published | PostStatus::Trash);
    view! {
        <section aria-labelledby="settings-sharing" hidden=move || !is_shown()>
            <h2 id="settings-sharing">{texts.sharing}</h2>
            <p class="hint">{texts.sharing_hint}</p>
            {move || address.get().map(|address| view! {
                <div class="copy">
                    <input readonly aria-label=texts.sharing prop:value=address.clone() value=address />
                    <button type="button" class="button quiet" on:click=copy>{texts.copy}</button>
                </div>
            })}
            <div>
                <button
                    type="button"
                    class="button quiet"
                    disabled=move || editor.id.get().is_none()
                    aria-busy=move || is_busy.get().to_string()
                    on:click=make
                >
                    {texts.make_link}
                </button>
            </div>
        </section>
    }
}
