//! The media library: its page, and a dialog for choosing a picture.

mod browser;
mod change_question;
mod crop_frame;
mod detail_dialog;
mod dialog;
mod drop_target;
mod focal_picture;
mod list_state;
mod picker;
mod picture_tools;
mod replace_file;
mod upload_list;
mod uploads;

pub use drop_target::DropTarget;
pub use picker::MediaPicker;
pub use upload_list::UploadList;
pub use uploads::{kind_of, provide_uploads, upload_target};

use leptos::prelude::*;

use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::resource_view::resource_view;
use crate::api::admin::media::list_media;
use crate::browser::files;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{MediaItem, MediaListPage, MediaSearch};
use browser::MediaBrowser;
use detail_dialog::MediaDetailDialog;
use list_state::MediaListState;

/// The `accept` of the file input: what the library takes.
const ACCEPTED: &str = "image/*,.mp3,.m4a,.ogg,.oga,.opus,.mp4,.webm,.vtt,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.doc,\
    .xls,.ppt,.zip";

/// Renders `/admin/media`.
#[component]
pub fn MediaPage() -> impl IntoView {
    let first = Resource::new(|| (), |()| list_media(MediaSearch::default()));
    resource_view(first, |page| view! { <MediaLibrary page /> })
}

#[component]
fn MediaLibrary(page: MediaListPage) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let list = MediaListState::new(page);
    let subtitle = Signal::derive(move || {
        let (count, size) = list.totals.get();
        (texts.totals)(count, &texts.amount(u64::try_from(size).unwrap_or_default()))
    });
    let uploads = provide_uploads(list.limits(), Callback::new(move |media_item| list.put_first(media_item)));
    let chosen = RwSignal::new(None::<MediaItem>);
    let open = Callback::new(move |media_item| chosen.set(Some(media_item)));
    view! {
        <PageHeading title=texts.title subtitle>
            <label class="button">
                <IconImage icon=Icon::Upload />{texts.upload}
                <input type="file" accept=ACCEPTED multiple on:change=move |event| uploads.send(files::selected(&event)) />
            </label>
        </PageHeading>
        <UploadList uploads />
        <MediaBrowser list choose=open />
        <MediaDetailDialog chosen list />
        <DropTarget uploads while_=Signal::derive(move || chosen.with(Option::is_none)) />
    }
}
