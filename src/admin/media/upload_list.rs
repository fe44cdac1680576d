use leptos::prelude::*;

use super::uploads::{MediaUpload, MediaUploads, UploadStage};
use crate::i18n::admin::use_admin_texts;
use crate::model::media::MediaKind;

/// Renders the uploads with their progress or error.
#[component]
pub fn UploadList(uploads: MediaUploads) -> impl IntoView {
    let texts = &use_admin_texts().media;
    view! {
        <Show when=move || uploads.list.with(|list| !list.is_empty())>
            <ul class="upload-list" aria-label=texts.uploading>
                <For
                    each=move || uploads.list.get()
                    key=|upload| upload.number
                    children=move |upload| view! { <UploadItem upload uploads /> }
                />
            </ul>
        </Show>
    }
}

#[component]
fn UploadItem(upload: MediaUpload, uploads: MediaUploads) -> impl IntoView {
    let texts = use_admin_texts();
    let MediaUpload { number, name, size, kind, stage, .. } = upload;
    let stage = RwSignal::from(stage);
    let amount = move || match stage.get() {
        UploadStage::Sending(sent) => {
            (texts.media.progress)(&texts.media.amount(sent.min(size)), &texts.media.amount(size))
        }
        UploadStage::Preparing if kind == MediaKind::Picture => texts.media.preparing.to_owned(),
        UploadStage::Preparing => texts.media.files.storing.to_owned(),
        UploadStage::Refused(_) | UploadStage::Failed(_) => texts.media.amount(size),
    };
    let bar = {
        let name = name.clone();
        move || {
            let name = name.clone();
            match stage.get() {
                UploadStage::Sending(sent) => {
                    let value = sent.min(size).to_string();
                    view! { <progress max=size.max(1).to_string() value=value aria-label=name></progress> }.into_any()
                }
                // Indeterminate, since the duration is unknown.
                UploadStage::Preparing => view! { <progress aria-label=name></progress> }.into_any(),
                UploadStage::Refused(text) | UploadStage::Failed(text) => {
                    view! { <p class="error" role="alert">{text}</p> }.into_any()
                }
            }
        }
    };
    let is_over = move || matches!(stage.get(), UploadStage::Refused(_) | UploadStage::Failed(_));
    let is_open = move || matches!(stage.get(), UploadStage::Failed(_));
    view! {
        <li class:failed=is_over>
            <span class="name">{name}</span>
            <span class="amount">{amount}</span>
            <span class="actions">
                <Show when=is_open>
                    <button type="button" class="button plain" on:click=move |_| uploads.retry(number)>
                        {texts.layout.try_again}
                    </button>
                </Show>
                <button type="button" class="button plain" on:click=move |_| uploads.dismiss(number)>
                    {move || if is_over() { texts.media.dismiss } else { texts.media.stop }}
                </button>
            </span>
            {bar}
        </li>
    }
}
