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
use crate::model::media::MediaKind;

/// Renders a dialog for choosing or uploading files of a kind. Uploads are selected. It closes after the choice.
#[component]
pub fn MediaPicker(
    /// The `id` of the dialog, since a page may have several.
    id: &'static str,
    /// Opens the dialog; reset when it is closed.
    open: RwSignal<bool>,
    #[prop(default = Signal::stored(MediaKind::Picture), into)] kind: Signal<MediaKind>,
    /// Whether several files can be chosen.
    #[prop(optional, into)]
    several: Signal<bool>,
    /// Called with the chosen files, in the order of the choice.
    pick: Callback<Vec<MediaItem>>,
) -> impl IntoView {
    let texts = use_admin_texts();
    let list = MediaListState::empty();
    let chosen = RwSignal::new(Vec::<MediaItem>::new());
    let add = move |media_item: MediaItem| {
        chosen.update(|chosen| {
            if !several.get_untracked() {
                chosen.clear();
            }
            chosen.push(media_item);
        });
    };
    let choose = Callback::new(move |media_item: MediaItem| {
        let is_chosen = chosen.with_untracked(|chosen| chosen.iter().any(|other| other.id == media_item.id));
        match is_chosen && several.get_untracked() {
            true => chosen.update(|chosen| chosen.retain(|other| other.id != media_item.id)),
            false => add(media_item),
        }
    });
    let uploads = provide_uploads(
        list.limits(),
        Callback::new(move |media_item: MediaItem| {
            add(media_item.clone());
            list.put_first(media_item)
        }),
    );
    Effect::new(move |_| {
        if open.get() {
            chosen.set(Vec::new());
            list.kind.set(Some(kind.get()));
            list.look();
        }
    });
    let insert = move |_| {
        let media = chosen.get_untracked();
        if !media.is_empty() {
            open.set(false);
            pick.run(media);
        }
    };
    let pressed = Signal::derive(move || chosen.with(|chosen| chosen.iter().map(|item| item.id).collect::<Vec<_>>()));
    let hint = move || match chosen.get().as_slice() {
        [] => texts.media.nothing_chosen.to_owned(),
        [media_item] if media_item.alt.is_empty() => format!("{} · {}", media_item.name, texts.media.no_alt),
        [media_item] => format!("{} · {}", media_item.name, texts.media.has_alt),
        several => (texts.formats.chosen)(several.len()),
    };
    let title = Signal::derive(move || (texts.media.insert)(kind.get()).to_owned());
    let close = Callback::new(move |()| open.set(false));
    view! {
        <MediaDialog id title=title is_open=open close>
            <div class="body" tabindex="0" role="group" aria-label=texts.media.whole_library>
                <div class="drop-target">
                    <span>{texts.media.drop_or_paste}</span>
                    <label class="button quiet">
                        <IconImage icon=Icon::Upload />{texts.media.choose_files}
                        <input
                            type="file"
                            accept=move || accepted(kind.get())
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
                <button type="button" class="button" disabled=move || pressed.with(Vec::is_empty) on:click=insert>
                    {move || (texts.media.insert)(kind.get())}
                </button>
            </footer>
            <DropTarget uploads while_=open.into() />
        </MediaDialog>
    }
}

/// Returns the `accept` of a file input. The server decides by the content.
fn accepted(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Picture => "image/*",
        MediaKind::Audio => "audio/*",
        MediaKind::Video => "video/*",
        MediaKind::Captions => ".vtt",
        MediaKind::Document => "",
    }
}
