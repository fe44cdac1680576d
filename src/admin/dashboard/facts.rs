use leptos::prelude::*;

use crate::admin::icon::{Drawn, Icon};
use crate::i18n::admin::ago::ago;
use crate::i18n::admin::size::size;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::backup::LastBackup;
use crate::model::admin::dashboard::Facts;
use crate::model::admin::desk::Desk;

/// How the site is kept.
#[component]
pub fn SiteFacts(facts: Facts) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<Desk>().language;
    let backup = match facts.backup {
        Some(LastBackup { day, age }) => {
            view! { <time datetime=day.iso title=day.text>{ago(age, language)}</time> }.into_any()
        }
        None => texts.never.into_any(),
    };
    view! {
        <section class="group" aria-labelledby="dashboard-state">
            <header><h2 id="dashboard-state">{texts.state}</h2></header>
            <dl class="facts">
                <div><dt>{texts.data}</dt><dd>{size(facts.bytes, language)}</dd></div>
                <div><dt>{texts.media}</dt><dd>{size(facts.media_bytes, language)}</dd></div>
                <div><dt>{texts.last_backup}</dt><dd>{backup}</dd></div>
                <div><dt>{texts.version}</dt><dd>{format!("Longan {}", facts.version)}</dd></div>
            </dl>
            <p><a class="button quiet" href="/admin/backup"><Drawn icon=Icon::Backup />{texts.back_up}</a></p>
        </section>
    }
}
