use leptos::prelude::*;

use super::query::{STATUSES, address};
use crate::admin::tabs::TabBar;
use crate::i18n::admin::posts::PostsTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{Filter, Status};

/// One list for each status.
#[component]
pub fn Tabs(filter: Filter, counts: Vec<(Status, i64)>) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let count = move |status: Status| counts.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
    let all = STATUSES.iter().filter(|(status, _)| *status != Status::Trash).map(|(status, _)| count(*status)).sum();
    let current = filter.status;
    let tab = move |status: Option<Status>, name: &'static str, count: i64| {
        let href = address(&Filter { status, cursor: String::new(), ..filter.clone() });
        view! {
            <li>
                <a href=href aria-current=(current == status).then_some("page")>
                    {name} " " <span class="count">{count}</span>
                </a>
            </li>
        }
    };
    let first = tab(None, texts.all, all);
    // Posts with a password come from elsewhere alone.
    let shown = STATUSES.iter().map(|(status, _)| *status);
    let shown = shown.filter(|status| *status != Status::Protected || current == Some(*status) || count(*status) > 0);
    let tabs = shown.map(|status| tab(Some(status), name(texts, status), count(status))).collect::<Vec<_>>();
    view! {
        <TabBar label=texts.status>{first} {tabs}</TabBar>
    }
}

/// The name of a status.
pub fn name(texts: &PostsTexts, status: Status) -> &'static str {
    match status {
        Status::Draft => texts.draft,
        Status::Scheduled => texts.scheduled,
        Status::Published => texts.published,
        Status::Private => texts.private,
        Status::Protected => texts.protected,
        Status::Trash => texts.trash,
    }
}
