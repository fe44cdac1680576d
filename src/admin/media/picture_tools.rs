use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list_state::MediaListState;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::toast::use_toaster;
use crate::api::admin::media::edit_media;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{MediaItem, PictureEdit};

/// Renders controls that turn and cut a picture. The result takes its place in posts.
#[component]
pub fn PictureTools(
    media_item: MediaItem,
    list: MediaListState,
    /// The file that the dialog shows.
    chosen: RwSignal<Option<MediaItem>>,
    /// Shown in the dialog.
    failure: RwSignal<Option<String>>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let words = &texts.media.picture_tools;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let is_busy = RwSignal::new(false);
    let edges = [(); 4].map(|()| RwSignal::new(0_u8));
    let id = media_item.id;
    let apply = move |quarter_turns| {
        failure.set(None);
        is_busy.set(true);
        let [left, right, top, bottom] = edges.map(|edge| edge.get_untracked());
        let edit = PictureEdit { quarter_turns, left, right, top, bottom };
        spawn_local(async move {
            let changed = edit_media(id, edit).await;
            expiry.note(&changed);
            is_busy.set(false);
            match changed {
                Ok(changed) => {
                    list.put_first(changed);
                    chosen.set(None);
                    list.look();
                    toaster.tell(words.done);
                }
                Err(error) => failure.set(Some(error_text_in(texts, &error))),
            }
        });
    };
    let fields = edges.into_iter().zip(words.edges).map(|(edge, label)| {
        let read = move |event| edge.set(event_target_value(&event).parse().unwrap_or_default());
        view! {
            <label>
                {label}
                <input type="number" min="0" max="90" value="0" inputmode="numeric" on:input=read />
            </label>
        }
    });
    let button = move |label: &'static str, turns: u8| {
        view! {
            <button type="button" class="button quiet" disabled=is_busy on:click=move |_| apply(turns)>{label}</button>
        }
    };
    view! {
        <fieldset class="picture-tools">
            <legend>{words.title}</legend>
            <div class="edges">{fields.collect_view()}</div>
            <div class="actions">
                {button(words.cut, 0)}{button(words.turn_left, 3)}{button(words.turn_right, 1)}
            </div>
        </fieldset>
    }
}
