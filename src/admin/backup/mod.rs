mod copies;
mod restore;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Drawn, Icon};
use super::layout::Heading;
use super::loaded::loaded;
use crate::api::admin::backup::read_backups;
use crate::i18n::admin::ago::ago;
use crate::i18n::admin::size::size;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::backup::{Backups, LastBackup};
use crate::model::admin::desk::Desk;

use copies::Copies;
use restore::RestoreForm;

/// After so long a copy that was asked for is made, as a rule: nothing tells the page that a download has begun.
const COPIED: Duration = Duration::from_secs(3);

/// `/admin/backup`
#[component]
pub fn BackupPage() -> impl IntoView {
    let texts = &use_admin_texts().backup;
    let backups = Resource::new(|| (), |()| read_backups());
    view! {
        <Heading title=texts.title subtitle=texts.subtitle />
        {loaded(backups, move |Backups { last, bytes, copies }| view! {
            <div class="settings-form">
                <Download last bytes />
                <section class="group" aria-labelledby="backup-restore">
                    <header><h2 id="backup-restore">{texts.restore}</h2></header>
                    <RestoreForm />
                </section>
                <section class="group" aria-labelledby="backup-copies">
                    <header>
                        <h2 id="backup-copies">{texts.copies}</h2>
                        <p class="hint">{texts.copies_hint}</p>
                    </header>
                    <Copies copies />
                </section>
            </div>
        })}
    }
}

#[component]
fn Download(last: Option<LastBackup>, bytes: u64) -> impl IntoView {
    let texts = &use_admin_texts().backup;
    let language = expect_context::<Desk>().language;
    let last = RwSignal::new(last);
    let tell_last = move || match last.get() {
        Some(LastBackup { day, age }) => (texts.last)(&day.text, &ago(age, language)),
        None => texts.never.to_owned(),
    };
    // Only what is said here is fetched anew: what is typed below stays.
    let look = move || {
        spawn_local(async move {
            if let Ok(backups) = read_backups().await {
                last.try_set(backups.last);
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="backup-download">
            <header><h2 id="backup-download">{texts.download}</h2></header>
            <div class="fields-column">
                <p>{tell_last} " " {texts.download_about}</p>
                // A form, since the server does something: it makes the copy and remembers that it did.
                <form method="post" action="/admin/backup/download" on:submit=move |_| set_timeout(look, COPIED)>
                    <button class="button"><Drawn icon=Icon::Download />{(texts.download_now)(&size(bytes, language))}</button>
                </form>
                <p class="hint">{texts.download_hint}</p>
            </div>
        </section>
    }
}
