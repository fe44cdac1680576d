use leptos::prelude::*;

use super::browse::Browse;
use super::dialog::Dialog;
use super::handover::Handover;
use super::shelf::Shown;
use super::upload_list::UploadList;
use super::uploads::provide_uploads;
use crate::admin::icon::{Drawn, Icon};
use crate::browser::file;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::Medium;

/// A dialog to choose a picture with, or to upload one: what was uploaded last is chosen. It closes itself.
#[component]
pub fn MediaPicker(
    /// Of the dialog: there may be several on a page.
    id: &'static str,
    /// Opens it when set, and tells when it is closed.
    open: RwSignal<bool>,
    /// Gets the picture that was chosen.
    pick: Callback<Medium>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let shown = Shown::empty();
    let chosen = RwSignal::new(None::<Medium>);
    let choose = Callback::new(move |medium| chosen.set(Some(medium)));
    let uploads = provide_uploads(
        shown.limit(),
        Callback::new(move |medium: Medium| {
            chosen.set(Some(medium.clone()));
            shown.put_first(medium)
        }),
    );
    Effect::new(move |_| {
        if open.get() {
            chosen.set(None);
            shown.look();
        }
    });
    let insert = move |_| {
        if let Some(medium) = chosen.get_untracked() {
            open.set(false);
            pick.run(medium);
        }
    };
    let pressed = Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|medium| medium.id)));
    let hint = move || match chosen.get() {
        None => texts.media.nothing_chosen.to_owned(),
        Some(medium) if medium.alt.is_empty() => format!("{} · {}", medium.name, texts.media.no_alt),
        Some(medium) => format!("{} · {}", medium.name, texts.media.has_alt),
    };
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog id title=texts.media.insert.to_owned() is_open=open close>
            <div class="body" tabindex="0" role="group" aria-label=texts.media.whole_library>
                <div class="drop-target">
                    <span>{texts.media.drop_or_paste}</span>
                    <label class="button quiet">
                        <Drawn icon=Icon::Upload />{texts.media.choose_files}
                        <input
                            type="file"
                            accept="image/*"
                            multiple
                            on:change=move |event| uploads.send(file::chosen(&event))
                        />
                    </label>
                </div>
                <UploadList uploads />
                <Browse shown choose pressed />
            </div>
            <footer>
                <span class="start hint">{hint}</span>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.desk.cancel}</button>
                <button type="button" class="button" disabled=move || pressed.get().is_none() on:click=insert>
                    {texts.media.insert}
                </button>
            </footer>
            <Handover uploads while_=open.into() />
        </Dialog>
    }
}
