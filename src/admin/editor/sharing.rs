use leptos::prelude::*;
use leptos::task::spawn_local;

use super::manuscript::Manuscript;
use crate::admin::failure::explain;
use crate::api::admin::posts::share_preview;
use crate::browser;
use crate::model::admin::post::Status;

/// A link that shows the draft to somebody without an account.
#[component]
pub fn Sharing(manuscript: Manuscript) -> impl IntoView {
    let texts = &manuscript.texts.editor;
    let address = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let owner = Owner::current();
    let make = move |_| {
        let Some(id) = manuscript.id.get_untracked().filter(|_| !is_busy.get_untracked()) else { return };
        is_busy.set(true);
        let owner = owner.clone();
        spawn_local(async move {
            let answer = share_preview(id).await;
            is_busy.set(false);
            manuscript.expiry.note(&answer);
            match answer {
                Ok(shared) => {
                    if browser::copy(&shared) {
                        manuscript.toaster.tell(texts.told_copied);
                    }
                    address.set(Some(shared));
                }
                Err(error) => {
                    let words = owner.map_or_else(String::new, |owner| owner.with(|| explain(&error)));
                    manuscript.toaster.fail(words);
                }
            }
        });
    };
    let copy = move |_| {
        let shared = address.get().unwrap_or_default();
        match browser::copy(&shared) {
            true => manuscript.toaster.tell(texts.told_copied),
            false => manuscript.toaster.fail(texts.told_not_copied),
        }
    };
    let is_shown = move || !matches!(manuscript.status.get(), Status::Published | Status::Trash);
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
                    disabled=move || manuscript.id.get().is_none()
                    aria-busy=move || is_busy.get().to_string()
                    on:click=make
                >
                    {texts.make_link}
                </button>
            </div>
        </section>
    }
}
