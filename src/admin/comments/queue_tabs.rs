use leptos::prelude::*;

use crate::admin::search_field;
use crate::admin::tab_bar::TabBar;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::comment::{ModerationCounts, ModerationStatus};
use crate::model::user::Role;

/// The tab of the page, as in its URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueTab {
    Queue(ModerationStatus),
    Rules,
}

impl QueueTab {
    const RULES: &str = "blocked";

    /// Parses the `status` in the URL. The default is pending comments.
    pub fn parse(status: Option<&str>) -> QueueTab {
        match status {
            Some(QueueTab::RULES) => QueueTab::Rules,
            status => QueueTab::Queue(status.and_then(ModerationStatus::parse).unwrap_or_default()),
        }
    }

    /// Returns the URL with a search text.
    pub fn address(self, text: &str) -> String {
        match self {
            QueueTab::Queue(_) => search_field::address(&self.path(), "text", text, ""),
            QueueTab::Rules => self.path(),
        }
    }

    /// Returns the URL without a search text.
    pub fn path(self) -> String {
        match self {
            QueueTab::Queue(ModerationStatus::Waiting) => AdminAddress::Comments.to_string(),
            QueueTab::Queue(status) => format!("{}?status={}", AdminAddress::Comments, status.as_str()),
            QueueTab::Rules => format!("{}?status={}", AdminAddress::Comments, QueueTab::RULES),
        }
    }
}

/// Renders the tabs of the statuses, and for editors that of the block rules.
#[component]
pub fn QueueTabs(
    view: QueueTab,
    #[prop(optional)] counts: Option<RwSignal<ModerationCounts>>,
    #[prop(optional)] text: String,
) -> impl IntoView {
    let admin_texts = use_admin_texts();
    let texts = &admin_texts.comments;
    let tab = move |of: QueueTab, name: &'static str| {
        let count = counts.zip(match of {
            QueueTab::Queue(status) => Some(status),
            QueueTab::Rules => None,
        });
        let count = count.map(|(counts, status)| {
            view! { " " <span class="count">{move || counts.with(|counts| counts.of(status))}</span> }
        });
        view! { <li><a href=of.address(&text) aria-current=(of == view).then_some("page")>{name}{count}</a></li> }
    };
    let statuses = ModerationStatus::ALL.map(|status| tab(QueueTab::Queue(status), texts.status(status)));
    let is_editor = use_context::<AdminContext>().is_some_and(|context| context.user.role >= Role::Editor);
    view! {
        <TabBar label=texts.statuses>
            {statuses.into_iter().collect_view()}
            {is_editor.then(|| tab(QueueTab::Rules, admin_texts.blocks.title))}
        </TabBar>
    }
}
