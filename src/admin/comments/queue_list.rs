use std::collections::BTreeSet;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::block_menu::add as add_rule;
use super::block_question::BlockQuestionDialog;
use super::bulk_bar::CommentBulkBar;
use super::comment_card::CommentCard;
use super::key_bindings;
use super::key_hints::KeyHints;
use super::queue::CommentQueue;
use super::queue_tabs::{QueueTab, QueueTabs};
use crate::admin::icon::{Icon, IconImage};
use crate::model::admin::comment::{CommentQueuePage, ModerationStatus, QueuedComment};

/// Interval of polling for new comments.
const INTERVAL: Duration = Duration::from_secs(15);

/// Renders the comments of one status.
#[component]
pub fn CommentQueueList(status: ModerationStatus, text: String, page: CommentQueuePage) -> impl IntoView {
    let queue = CommentQueue::new(status, text, page);
    let texts = &queue.texts.comments;
    key_bindings::listen(queue);
    poll(queue);
    let is_empty = Memo::new(move |_| queue.entries.with(Vec::is_empty));
    // An edited comment is rendered again.
    let key = |entry: &QueuedComment| (entry.id, entry.name.clone(), entry.source.clone());
    view! {
        <QueueTabs view=QueueTab::Queue(status) counts=queue.counts text=queue.text.get_value() />
        <div class="comment-queue">
            <div role="status">
                <Show when=move || { queue.fresh.get() > 0 }>
                    <button type="button" class="new-comments" on:click=move |_| queue.show_fresh()>
                        {move || (texts.fresh)(queue.fresh.get())}
                    </button>
                </Show>
            </div>
            <Show when=move || !is_empty.get() fallback=move || view! { <EmptyQueue queue /> }>
                <QueueTools queue />
                <ol>
                    <For each=move || queue.entries.get() key=key let:entry>
                        <li><CommentCard queue entry /></li>
                    </For>
                </ol>
            </Show>
            <Show when=move || queue.more.get()>
                <p class="actions">
                    <button type="button" class="button quiet" on:click=move |_| queue.load_more()>{texts.load_more}</button>
                </p>
            </Show>
        </div>
        <CommentBulkBar queue />
        <BlockQuestionDialog question=queue.blocking on_confirm=Callback::new(move |effect| add_rule(queue, effect)) />
    }
}

/// Polls for new comments while the page is visible, and at once when it gets the focus.
fn poll(queue: CommentQueue) {
    let look = move || {
        if !document().hidden() {
            queue.look();
        }
    };
    Effect::new(move || {
        if let Ok(interval) = set_interval_with_handle(look, INTERVAL) {
            on_cleanup(move || interval.clear());
        }
        let focused = window_event_listener(ev::focus, move |_| look());
        on_cleanup(move || focused.remove());
    });
}

#[component]
fn QueueTools(queue: CommentQueue) -> impl IntoView {
    let texts = &queue.texts.comments;
    let all_chosen = move || {
        queue.chosen.with(|chosen| queue.entries.with(|entries| entries.iter().all(|entry| chosen.contains(&entry.id))))
    };
    let choose = move |event| {
        let ids = queue.entries.with_untracked(|entries| entries.iter().map(|entry| entry.id).collect());
        queue.chosen.set(if event_target_checked(&event) { ids } else { BTreeSet::default() });
    };
    view! {
        <div class="select-all">
            <label><input type="checkbox" prop:checked=all_chosen on:change=choose /> " " {texts.choose_all}</label>
            <KeyHints queue />
        </div>
    }
}

#[component]
fn EmptyQueue(queue: CommentQueue) -> impl IntoView {
    let texts = &queue.texts.comments;
    if queue.is_search() {
        return view! {
            <section class="empty-state"><IconImage icon=Icon::Search /><h2>{texts.none_found}</h2></section>
        }
        .into_any();
    }
    let is_done = queue.status == ModerationStatus::Waiting;
    view! {
        <section class="empty-state">
            <IconImage icon=Icon::Comment />
            <h2>{if is_done { texts.none_waiting } else { texts.none }}</h2>
            {is_done.then(|| view! { <p>{texts.none_waiting_text}</p> })}
        </section>
    }
    .into_any()
}
