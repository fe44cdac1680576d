use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::icon::{Icon, IconImage};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::browser::history;
use crate::i18n::admin::byte_size::byte_size;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::backup_copy_path;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::backup::{BackupCopy, CopyReason};

/// Renders the list of copies beside the database, with download links.
#[component]
pub fn BackupFiles(copies: Vec<BackupCopy>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.backup;
    let (reauthenticator, toaster, expiry) = (use_reauthenticator(), use_toaster(), use_session_expiry());
    let language = expect_context::<AdminContext>().language;
    if copies.is_empty() {
        return view! { <p class="hint">{texts.no_copies}</p> }.into_any();
    }
    let rows = copies.into_iter().map(|copy| {
        let reason = match copy.reason {
            CopyReason::Upgrade(version) => (texts.before_upgrade)(version),
            CopyReason::Restore => texts.before_restore.to_owned(),
        };
        let address = backup_copy_path(&copy.name);
        let wanted = address.clone();
        let take = move |event: MouseEvent| {
            event.prevent_default();
            let wanted = wanted.clone();
            spawn_local(async move {
                let ready = reauthenticator.prepare().await;
                expiry.note(&ready);
                match ready {
                    Ok(()) => history::load(&wanted),
                    Err(error) => toaster.fail(error_text_in(all, &error)),
                }
            });
        };
        let label = format!("{} – {reason}, {}", texts.download_copy, copy.made.text);
        view! {
            <tr>
                <th scope="row">
                    <span class="name">{reason}</span>
                    <span class="hint"><time datetime=copy.made.iso>{copy.made.text}</time></span>
                </th>
                <td data-label=texts.size>{byte_size(copy.bytes, language)}</td>
                <td class="end">
                    <div class="actions">
                        <a class="button plain" href=address rel="external" aria-label=label on:click=take>
                            <IconImage icon=Icon::Download />{texts.download_copy}
                        </a>
                    </div>
                </td>
            </tr>
        }
    });
    view! {
        <table class="admin-table" role="table">
            <thead>
                <tr>
                    <th scope="col">{texts.copy}</th>
                    <th scope="col">{texts.size}</th>
                    <th scope="col" class="end">{texts.action}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
