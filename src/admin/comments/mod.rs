//! The comments: a queue that is worked through with buttons or keys, and the rules that block.

mod block_menu;
mod bulk;
mod card;
mod edit;
mod kept;
mod key_hints;
mod keys;
mod list;
mod queue;
mod reply;
mod rules;
mod score;
mod tabs;
mod undo;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::layout::Heading;
use super::loaded::loaded;
use super::search::Search;
use crate::api::admin::comments::list_comments;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::comment::Status;

use list::QueueList;
use rules::RulesPage;
use tabs::View;

/// `/admin/comments`
#[component]
pub fn CommentsPage() -> impl IntoView {
    let texts = &use_admin_texts().comments;
    let query = use_query_map();
    let view = Memo::new(move |_| View::parse(query.read().get("status").as_deref()));
    let text = Memo::new(move |_| query.read().get("text").unwrap_or_default());
    let path = Signal::derive(move || view.get().path());
    view! {
        <Heading title=texts.title>
            <Show when=move || view.get() != View::Rules><Search name="text" label=texts.search path /></Show>
        </Heading>
        {move || match view.get() {
            View::Queue(status) => view! { <QueuePage status text /> }.into_any(),
            View::Rules => view! { <RulesPage /> }.into_any(),
        }}
    }
}

#[component]
fn QueuePage(status: Status, text: Memo<String>) -> impl IntoView {
    let page = Resource::new(move || text.get(), move |text| list_comments(status, text, None));
    loaded(page, move |page| view! { <QueueList status text=text.get_untracked() page /> })
}
