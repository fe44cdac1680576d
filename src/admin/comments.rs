//! Comment moderation: the queue, with buttons and keyboard shortcuts, and the block rules.

mod block_menu;
mod block_question;
mod block_rules;
mod bulk_bar;
mod comment_card;
mod edit_form;
mod key_bindings;
mod key_hints;
mod queue;
mod queue_list;
mod queue_tabs;
mod reply_drafts;
mod reply_form;
mod spam_score;
mod telex;
mod unblock_question;
mod undo;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::layout::PageHeading;
use super::resource_view::resource_view;
use super::search_field::SearchField;
use crate::api::admin::comments::list_comments;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::comment::ModerationStatus;

use block_rules::BlockRulesPage;
use queue_list::CommentQueueList;
use queue_tabs::QueueTab;

/// Renders `/admin/comments`.
#[component]
pub fn CommentsPage() -> impl IntoView {
    let texts = &use_admin_texts().comments;
    let query = use_query_map();
    let view = Memo::new(move |_| QueueTab::parse(query.read().get("status").as_deref()));
    let text = Memo::new(move |_| query.read().get("text").unwrap_or_default());
    let path = Signal::derive(move || view.get().path());
    view! {
        <PageHeading title=texts.title>
            <Show when=move || view.get() != QueueTab::Rules><SearchField name="text" label=texts.search path /></Show>
        </PageHeading>
        {move || match view.get() {
            QueueTab::Queue(status) => view! { <QueuePage status text /> }.into_any(),
            QueueTab::Rules => view! { <BlockRulesPage /> }.into_any(),
        }}
    }
}

#[component]
fn QueuePage(status: ModerationStatus, text: Memo<String>) -> impl IntoView {
    let page = Resource::new(move || text.get(), move |text| list_comments(status, text, None));
    resource_view(page, move |page| view! { <CommentQueueList status text=text.get_untracked() page /> })
}
