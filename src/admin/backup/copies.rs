use leptos::prelude::*;

use crate::admin::icon::{Drawn, Icon};
use crate::i18n::admin::size::size;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::backup::{Copy, CopyReason};
use crate::model::admin::desk::Desk;

/// The copies beside the database, to take away.
#[component]
pub fn Copies(copies: Vec<Copy>) -> impl IntoView {
    let texts = &use_admin_texts().backup;
    let language = expect_context::<Desk>().language;
    if copies.is_empty() {
        return view! { <p class="hint">{texts.no_copies}</p> }.into_any();
    }
    let rows = copies.into_iter().map(|copy| {
        let reason = match copy.reason {
            CopyReason::Upgrade(version) => (texts.before_upgrade)(version),
            CopyReason::Restore => texts.before_restore.to_owned(),
        };
        let address = format!("/admin/backup/copies/{}", copy.name);
        let label = format!("{} – {reason}, {}", texts.download_copy, copy.made.text);
        view! {
            <tr>
                <th scope="row">
                    <span class="name">{reason}</span>
                    <span class="hint"><time datetime=copy.made.iso>{copy.made.text}</time></span>
                </th>
                <td data-label=texts.size>{size(copy.bytes, language)}</td>
                <td class="end">
                    <div class="actions">
                        <a class="button plain" href=address download=copy.name rel="external" aria-label=label>
                            <Drawn icon=Icon::Download />{texts.download_copy}
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
