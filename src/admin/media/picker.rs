use leptos::prelude::*;

use super::browser::MediaBrowser;
use super::dialog::MediaDialog;
use super::drop_target::DropTarget;
use super::list_state::MediaListState;
use super::upload_list::UploadList;
use super::uploads::provide_uploads;
use crate::admin::icon::{Icon, IconImage};
use crate::browser::files;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::MediaItem;

/// Renders a dialog for choosing or uploading an image. The latest upload is selected. It closes after the choice.
#[component]
pub fn MediaPicker(
    /// The `id` of the dialog, since a page may have several.
    id: &'static str,
    /// Opens the dialog; reset when it is closed.
    open: RwSignal<bool>,
    /// Called with the chosen image.
    pick: Callback<MediaItem>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let list = MediaListState::pictures();
    let chosen = RwSignal::new(None::<MediaItem>);
    let choose = Callback::new(move |media_item| chosen.set(Some(media_item)));
    let uploads = provide_uploads(
        list.limits(),
        Callback::new(move |media_item: MediaItem| {
            chosen.set(Some(media_item.clone()));
            list.put_first(media_item)
        }),
    );
    Effect::new(move |_| {
        if open.get() {
            chosen.set(None);
            list.look();
        }
    });
    let insert = move |_| {
        if let Some(media_item) = chosen.get_untracked() {
            open.set(false);
            pick.run(media_item);
        }
    };
    let pressed = Signal::derive(move || chosen.with(|chosen| chosen.as_ref().map(|media_item| media_item.id)));
    let hint = move || match chosen.get() {
        None => texts.media.nothing_chosen.to_owned(),
        Some(media_item) if media_item.alt.is_empty() => format!("{} · {}", media_item.name, texts.media.no_alt),
        Some(media_item) => format!("{} · {}", media_item.name, texts.media.has_alt),
    };
    let close = Callback::new(move |()| open.set(false));
    view! {
        <MediaDialog id title=texts.media.insert.to_owned() is_open=open close>
            <div class="body" tabindex="0" role="group" aria-label=texts.media.whole_library>
                <div class="drop-target">
                    <span>{texts.media.drop_or_paste}</span>
                    <label class="button quiet">
                        <IconImage icon=Icon::Upload />{texts.media.choose_files}
                        <input
                            type="file"
                            accept="image/*"
                            multiple
                            on:change=move |event| uploads.send(files::selected(&event))
                        />
                    </label>
                </div>
                <UploadList uploads />
                <MediaBrowser list choose pressed />
            </div>
            <footer>
                <span class="start hint">{hint}</span>
                <button type="button" class="button plain" on:click=move |_| open.set(false)>{texts.layout.cancel}</button>
                <button type="button" class="button" disabled=move || pressed.get().is_none() on:click=insert>
                    {texts.media.insert}
                </button>
            </footer>
            <DropTarget uploads while_=open.into() />
        </MediaDialog>
    }
}
