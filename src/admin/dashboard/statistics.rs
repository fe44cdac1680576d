use leptos::prelude::*;

use crate::admin::icon::{Icon, IconImage};
use crate::i18n::admin::byte_size::byte_size;
use crate::i18n::admin::relative_time::relative_time;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::backup::LastBackup;
use crate::model::admin::dashboard::SiteStatistics;

/// Renders the statistics of the site.
#[component]
pub fn StatisticsSection(facts: SiteStatistics) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<AdminContext>().language;
    let backup = match facts.backup {
        Some(LastBackup { day, age }) => {
            view! { <time datetime=day.iso title=day.text>{relative_time(age, language)}</time> }.into_any()
        }
        None => texts.never.into_any(),
    };
    view! {
        <section class="group" aria-labelledby="dashboard-state">
            <header><h2 id="dashboard-state">{texts.state}</h2></header>
            <dl class="facts">
                <div><dt>{texts.data}</dt><dd>{byte_size(facts.bytes, language)}</dd></div>
                <div><dt>{texts.media}</dt><dd>{byte_size(facts.media_bytes, language)}</dd></div>
                <div><dt>{texts.last_backup}</dt><dd>{backup}</dd></div>
                {facts.certificate_days.map(|days| {
                    view! { <div><dt>{texts.certificate}</dt><dd>{(texts.expires)(days)}</dd></div> }
                })}
                <div><dt>{texts.engine}</dt><dd>{facts.engine}</dd></div>
                <div><dt>{texts.version}</dt><dd>{format!("Longan {}", facts.version)}</dd></div>
            </dl>
            <p><a class="button quiet" href=AdminAddress::Backup.path()><IconImage icon=Icon::Backup />{texts.back_up}</a></p>
        </section>
    }
}
