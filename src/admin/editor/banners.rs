use leptos::prelude::*;

use super::copies::Copies;
use super::difference::{Comparing, Comparison};
use super::manuscript::Manuscript;
use super::presence::Presence;
use super::removal::use_change;
use crate::model::admin::post::{Bulk, Status};

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
