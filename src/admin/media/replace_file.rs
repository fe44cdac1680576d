use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::File;

use super::change_question::ChangeQuestion;
use super::list_state::MediaListState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::toast::use_toaster;
use crate::api::admin::media::replace_media;
use crate::browser::{files, upload_request};
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::media::MediaItem;
use crate::model::error::Error;
use crate::model::media::MediaKind;

/// Renders a button that uploads another file and puts it in the place of this one in all posts.
#[component]
pub fn ReplaceFile(
    media_item: MediaItem,
    list: MediaListState,
    /// The file that the dialog shows.
    chosen: RwSignal<Option<MediaItem>>,
    /// Shown in the dialog.
    failure: RwSignal<Option<String>>,
    question: ChangeQuestion,
) -> impl IntoView {
    let texts = use_admin_texts();
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let is_busy = RwSignal::new(false);
    let MediaItem { id, kind, .. } = media_item;
    let (address, accept) = match kind.kind() {
        MediaKind::Picture => (AdminAddress::Media, "image/*"),
        MediaKind::Audio => (AdminAddress::MediaFiles, ".mp3,.m4a,.ogg,.oga,.opus"),
        MediaKind::Video => (AdminAddress::MediaFiles, ".mp4,.webm"),
        MediaKind::Captions => (AdminAddress::MediaFiles, ".vtt"),
        MediaKind::Document => (AdminAddress::MediaFiles, ""),
    };
    // The chosen file, until it has arrived.
    let chosen_file = StoredValue::new_local(None::<File>);
    let can_retry = RwSignal::new(false);
    let send = move || {
        let Some(file) = chosen_file.get_value() else { return };
        failure.set(None);
        can_retry.set(false);
        is_busy.set(true);
        spawn_local(async move {
            let name = String::from(leptos::web_sys::js_sys::encode_uri_component(&file.name()));
            let response = upload_request::send(&format!("{address}?name={name}"), &file, |_, _| {}).await;
            let sent = match response.status {
                0 => Err(Error::Offline),
                200 => serde_json::from_str::<MediaItem>(&response.body).map_err(|_| Error::Outdated),
                _ => Err(serde_json::from_str(&response.body).unwrap_or(Error::Internal)),
            };
            let replaced = match sent {
                Ok(sent) => replace_media(id, sent.id).await.map(|count| (sent, count)),
                Err(error) => Err(error),
            };
            expiry.note(&replaced);
            is_busy.set(false);
            match replaced {
                Ok((sent, count)) => {
                    list.put_first(sent);
                    chosen.set(None);
                    list.look();
                    toaster.tell((texts.media.files.replaced)(count));
                }
                Err(error) => {
                    can_retry.set(!matches!(error, Error::Rejected(_)));
                    failure.set(Some(error_text_in(texts, &error)));
                }
            }
        });
    };
    let replace = move |event| {
        chosen_file.set_value(files::selected(&event).into_iter().next());
        if chosen_file.with_value(Option::is_some) {
            question.ask(Callback::new(move |()| send()));
        }
    };
    view! {
        <Show when=move || can_retry.get()>
            <button type="button" class="button quiet" on:click=move |_| send()>{texts.layout.try_again}</button>
        </Show>
        <label class="button quiet" aria-busy=move || is_busy.get().to_string()>
            <IconImage icon=Icon::Upload />{texts.media.files.replace}
            <input type="file" accept=accept disabled=is_busy on:change=replace />
        </label>
    }
}
