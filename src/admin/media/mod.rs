//! The media library: its page, and a dialog that lets one choose from it.

mod browse;
mod detail;
mod dialog;
mod handover;
mod picker;
mod shelf;
mod upload_list;
mod uploads;

pub use handover::Handover;
pub use picker::MediaPicker;
pub use upload_list::UploadList;
pub use uploads::provide_uploads;

use leptos::prelude::*;

use super::icon::{Drawn, Icon};
use super::layout::Heading;
use super::loaded::loaded;
use crate::api::admin::media::list_media;
use crate::browser::file;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::media::{Medium, Search, Shelf};
use browse::Browse;
use detail::Detail;
use shelf::Shown;

/// `/admin/media`
#[component]
pub fn MediaPage() -> impl IntoView {
    let first = Resource::new(|| (), |()| list_media(Search::default()));
    loaded(first, |shelf| view! { <Library shelf /> })
}

#[component]
fn Library(shelf: Shelf) -> impl IntoView {
    let texts = &use_admin_texts().media;
    let subtitle = (texts.totals)(shelf.count, &texts.amount(u64::try_from(shelf.size).unwrap_or_default()));
    let shown = Shown::new(shelf);
    let uploads = provide_uploads(shown.limit(), Callback::new(move |medium| shown.put_first(medium)));
    let chosen = RwSignal::new(None::<Medium>);
    let open = Callback::new(move |medium| chosen.set(Some(medium)));
    view! {
        <Heading title=texts.title subtitle>
            <label class="button">
                <Drawn icon=Icon::Upload />{texts.upload}
                <input type="file" accept="image/*" multiple on:change=move |event| uploads.send(file::chosen(&event)) />
            </label>
        </Heading>
        <UploadList uploads />
        <Browse shown choose=open />
        <Detail chosen shown />
        <Handover uploads while_=Signal::derive(move || chosen.with(Option::is_none)) />
    }
}
