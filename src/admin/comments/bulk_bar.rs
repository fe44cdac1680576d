use std::collections::BTreeSet;

use leptos::prelude::*;

use super::queue::CommentQueue;
use crate::model::admin::comment::Decision;

/// Renders the actions for the selected comments.
#[component]
pub fn CommentBulkBar(queue: CommentQueue) -> impl IntoView {
    let texts = &queue.texts.comments;
    let count = move || queue.chosen.with(BTreeSet::len);
    let ids = move || queue.chosen.with_untracked(|chosen| chosen.iter().copied().collect::<Vec<_>>());
    let decision = move |decision: Decision| {
        let (name, class) = match decision {
            Decision::Approve => (texts.approve, "button"),
            Decision::Restore => (texts.restore, "button"),
            Decision::Spam => (texts.mark_spam, "button quiet"),
            Decision::Trash => (texts.to_trash, "button quiet"),
        };
        view! { <button type="button" class=class on:click=move |_| queue.decide(ids(), decision)>{name}</button> }
    };
    view! {
        <Show when=move || { count() > 0 }>
            <div class="bulk-bar" role="group" aria-label=texts.bulk>
                <span class="chosen" role="status">{move || (texts.chosen)(count())}</span>
                {queue.decisions().iter().copied().map(decision).collect_view()}
                {queue.deletes().then(|| view! {
                    <button type="button" class="button quiet" on:click=move |_| queue.delete(ids())>{texts.delete}</button>
                })}
                <button type="button" class="button plain" on:click=move |_| queue.chosen.update(BTreeSet::clear)>
                    {texts.choose_none}
                </button>
            </div>
        </Show>
    }
}
