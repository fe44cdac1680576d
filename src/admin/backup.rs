mod backup_files;
mod restore;

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::error_page::{error_text_in, use_session_expiry};
use super::icon::{Icon, IconImage};
use super::layout::PageHeading;
use super::reauthentication::use_reauthenticator;
use super::resource_view::resource_view;
use super::toast::use_toaster;
use crate::api::admin::backup::read_backups;
use crate::i18n::admin::byte_size::byte_size;
use crate::i18n::admin::relative_time::relative_time;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::backup::{Backups, LastBackup};

use backup_files::BackupFiles;
use restore::RestoreForm;

/// After this time, a requested backup is usually finished. There is no event for the start of a download.
const COPIED: Duration = Duration::from_secs(3);

/// Renders `/admin/backup`.
#[component]
pub fn BackupPage() -> impl IntoView {
    let texts = &use_admin_texts().backup;
    let backups = Resource::new(|| (), |()| read_backups());
    view! {
        <PageHeading title=texts.title subtitle=texts.subtitle />
        {resource_view(backups, move |Backups { last, bytes, copies }| view! {
            <div class="settings-form">
                <DownloadBackup last bytes />
                <section class="group" aria-labelledby="backup-restore">
                    <header><h2 id="backup-restore">{texts.restore}</h2></header>
                    <RestoreForm />
                </section>
                <section class="group" aria-labelledby="backup-copies">
                    <header>
                        <h2 id="backup-copies">{texts.copies}</h2>
                        <p class="hint">{texts.copies_hint}</p>
                    </header>
                    <BackupFiles copies />
                </section>
            </div>
        })}
    }
}

#[component]
fn DownloadBackup(last: Option<LastBackup>, bytes: u64) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.backup;
    let (reauthenticator, toaster, expiry) = (use_reauthenticator(), use_toaster(), use_session_expiry());
    let language = expect_context::<AdminContext>().language;
    let last = RwSignal::new(last);
    let tell_last = move || match last.get() {
        Some(LastBackup { day, age }) => (texts.last)(&day.text, &relative_time(age, language)),
        None => texts.never.to_owned(),
    };
    // Only the date is refetched, so that the text typed below is preserved.
    let look = move || {
        spawn_local(async move {
            if let Ok(backups) = read_backups().await {
                last.try_set(backups.last);
            }
        });
    };
    let form = NodeRef::<html::Form>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let ready = reauthenticator.prepare().await;
            expiry.note(&ready);
            match ready {
                Ok(()) => {
                    // `form.submit()` does not fire another `submit` event (HTML standard).
                    let _ = form.get_untracked().map(|form| form.submit());
                    set_timeout(look, COPIED);
                }
                Err(error) => toaster.fail(error_text_in(all, &error)),
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="backup-download">
            <header><h2 id="backup-download">{texts.download}</h2></header>
            <div class="fields-column">
                <p>{tell_last} " " {texts.download_about}</p>
                // A POST form, because the server makes the backup and stores its date.
                <form method="post" action=AdminAddress::BackupDownload.path() node_ref=form on:submit=send>
                    <button class="button"><IconImage icon=Icon::Download />{(texts.download_now)(&byte_size(bytes, language))}</button>
                </form>
                <p class="hint">{texts.download_hint}</p>
            </div>
        </section>
    }
}
