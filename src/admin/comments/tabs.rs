use leptos::prelude::*;

use crate::admin::search;
use crate::admin::tabs::TabBar;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::comment::{Counts, Status};
use crate::model::admin::desk::Desk;
use crate::model::user::Role;

/// What the page shows, as its address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Queue(Status),
    Rules,
}

impl View {
    const RULES: &str = "blocked";

    /// Reads the `status` of the address; the waiting ones without.
    pub fn parse(status: Option<&str>) -> View {
        match status {
            Some(View::RULES) => View::Rules,
            status => View::Queue(status.and_then(Status::parse).unwrap_or_default()),
        }
    }

    /// Its address, with what is looked for.
    pub fn address(self, text: &str) -> String {
        match self {
            View::Queue(_) => search::address(&self.path(), "text", text, ""),
            View::Rules => self.path(),
        }
    }

    /// Its address.
    pub fn path(self) -> String {
        match self {
            View::Queue(Status::Waiting) => "/admin/comments".to_owned(),
            View::Queue(status) => format!("/admin/comments?status={}", status.as_str()),
            View::Rules => format!("/admin/comments?status={}", View::RULES),
        }
    }
}

/// The statuses, and for editors the rules.
#[component]
pub fn Tabs(
    view: View,
    #[prop(optional)] counts: Option<RwSignal<Counts>>,
    #[prop(optional)] text: String,
) -> impl IntoView {
    let admin_texts = use_admin_texts();
    let texts = &admin_texts.comments;
    let tab = move |of: View, name: &'static str| {
        let count = counts.zip(match of {
            View::Queue(status) => Some(status),
            View::Rules => None,
        });
        let count = count.map(|(counts, status)| {
            view! { " " <span class="count">{move || counts.with(|counts| counts.of(status))}</span> }
        });
        view! { <li><a href=of.address(&text) aria-current=(of == view).then_some("page")>{name}{count}</a></li> }
    };
    let statuses = Status::ALL.map(|status| tab(View::Queue(status), texts.status(status)));
    let is_editor = use_context::<Desk>().is_some_and(|desk| desk.user.role >= Role::Editor);
    view! {
        <TabBar label=texts.statuses>
            {statuses.into_iter().collect_view()}
            {is_editor.then(|| tab(View::Rules, admin_texts.blocks.title))}
        </TabBar>
    }
}
