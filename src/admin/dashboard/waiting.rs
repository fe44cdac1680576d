use leptos::prelude::*;

use crate::i18n::admin::ago::ago;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::dashboard::Pile;
use crate::model::admin::desk::Desk;

/// What waits for whoever looks, in numbers.
#[component]
pub fn Waiting(waiting: Pile, spam: i64, scheduled: Pile, drafts: Pile) -> impl IntoView {
    let texts = &use_admin_texts().dashboard;
    let language = expect_context::<Desk>().language;
    let oldest = waiting.moment.map(|_| (texts.oldest)(&ago(waiting.age, language)));
    let next = scheduled.moment.map(|moment| (texts.next)(&moment.text));
    let changed = drafts.moment.map(|_| (texts.changed)(&ago(drafts.age, language)));
    let item = |href: &'static str, count: i64, what: fn(i64) -> &'static str, detail: Option<String>| {
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
                {item("/admin/comments", waiting.count, texts.waiting, oldest)}
                {item("/admin/comments?status=spam", spam, texts.spam, None)}
                {item("/admin/posts?status=scheduled", scheduled.count, texts.scheduled, next)}
                {item("/admin/posts?status=draft", drafts.count, texts.drafts, changed)}
            </ul>
        </section>
    }
}
