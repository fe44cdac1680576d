use leptos::prelude::*;

use super::list_query::{STATUSES, address};
use crate::admin::tab_bar::TabBar;
use crate::i18n::admin::posts::PostsTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::post::{PostFilter, PostStatus};

/// Renders the tabs of the statuses.
#[component]
pub fn StatusTabs(filter: PostFilter, counts: Vec<(PostStatus, i64)>) -> impl IntoView {
    let texts = &use_admin_texts().posts;
    let count =
        move |status: PostStatus| counts.iter().find(|(known, _)| *known == status).map_or(0, |(_, count)| *count);
    let all =
        STATUSES.iter().filter(|(status, _)| *status != PostStatus::Trash).map(|(status, _)| count(*status)).sum();
    let current = filter.status;
    let tab = move |status: Option<PostStatus>, name: &'static str, count: i64| {
        let href = address(&PostFilter { status, cursor: String::new(), ..filter.clone() });
        view! {
            <li>
                <a href=href aria-current=(current == status).then_some("page")>
                    {name} " " <span class="count">{count}</span>
                </a>
            </li>
        }
    };
    let first = tab(None, texts.all, all);
    // Only imported posts can be password-protected, so the tab is hidden if there is none.
    let shown = STATUSES.iter().map(|(status, _)| *status);
    let shown =
        shown.filter(|status| *status != PostStatus::Protected || current == Some(*status) || count(*status) > 0);
    let tabs = shown.map(|status| tab(Some(status), status_name(texts, status), count(status))).collect::<Vec<_>>();
    view! {
        <TabBar label=texts.status>{first} {tabs}</TabBar>
    }
}

/// Returns the display name of a status.
pub fn status_name(texts: &PostsTexts, status: PostStatus) -> &'static str {
    match status {
        PostStatus::Draft => texts.draft,
        PostStatus::Scheduled => texts.scheduled,
        PostStatus::Published => texts.published,
        PostStatus::Private => texts.private,
        PostStatus::Protected => texts.protected,
        PostStatus::Trash => texts.trash,
    }
}
