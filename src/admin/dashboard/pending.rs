use leptos::prelude::*;

use crate::i18n::admin::relative_time::relative_time;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::dashboard::PendingCount;

/// Renders the counts of the user's pending work.
#[component]
pub fn PendingCounts(waiting: PendingCount, spam: i64, scheduled: PendingCount, drafts: PendingCount) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<AdminContext>().language;
    let oldest = waiting.moment.map(|_| (texts.oldest)(&relative_time(waiting.age, language)));
    let next = scheduled.moment.map(|moment| (texts.next)(&moment.text));
    let changed = drafts.moment.map(|_| (texts.changed)(&relative_time(drafts.age, language)));
    let item = |href: String, count: i64, what: fn(i64) -> &'static str, detail: Option<String>| {
        view! {
            <li class:none=count == 0>
                <a href=href>
                    <span class="number">{count}</span>
                    " " <span class="what">{what(count)}</span>
                    " " <span class="detail">{detail.unwrap_or_default()}</span>
                </a>
            </li>
        }
    };
    view! {
        <section aria-labelledby="dashboard-waits">
            <h2 class="visually-hidden" id="dashboard-waits">{texts.waits}</h2>
            <ul class="waiting-list">
                {item(AdminAddress::Comments.to_string(), waiting.count, texts.waiting, oldest)}
                {item(format!("{}?status=spam", AdminAddress::Comments), spam, texts.spam, None)}
                {item(format!("{}?status=scheduled", AdminAddress::Posts), scheduled.count, texts.scheduled, next)}
                {item(format!("{}?status=draft", AdminAddress::Posts), drafts.count, texts.drafts, changed)}
            </ul>
        </section>
    }
}
