//! The thread below a post, and the form to join it.

mod conversation;
mod form;
mod keepsake;
mod sending;
mod thread;

use leptos::prelude::*;

use crate::i18n::use_texts;
use crate::model::comment::{Discussion, Openness};
use conversation::Conversation;
use form::CommentForm;
use thread::Thread;

/// Everything below a post. `path` is the post's own, where the form is sent without script.
#[component]
pub fn Comments(discussion: Discussion, path: String) -> impl IntoView {
    let texts = use_texts();
    let openness = discussion.openness;
    let conversation = Conversation::new(discussion, path);
    Effect::new(move || conversation.recall());
    let title = move || match conversation.count.get() {
        0 => texts.comments.to_owned(),
        count => (texts.comment_count)(count),
    };
    let invitation = move || {
        let empty = conversation.comments.with(Vec::is_empty) && openness == Openness::Open;
        empty.then(|| view! { <p class="empty">{texts.no_comments}</p> })
    };
    // A closed post without comments has nothing to say here, unless somebody asked to comment.
    let is_silent = move || conversation.comments.with(Vec::is_empty) && openness != Openness::Open;
    let closing = match openness {
        Openness::Open => "",
        Openness::Closed => texts.comments_closed,
        Openness::ClosedByAge => texts.comments_closed_by_age,
    };
    view! {
        <section class="section comments" id="comments" aria-labelledby="comments-title" hidden=is_silent>
            <h2 id="comments-title">{title}</h2>
            <div class="thread">
                {invitation}
                <Thread conversation open=openness == Openness::Open />
                {(openness != Openness::Open).then(|| view! { <p class="closed">{closing}</p> })}
            </div>
        </section>
        {(openness == Openness::Open).then(|| view! {
            <section
                class="section respond"
                id="respond"
                aria-labelledby="respond-title"
                hidden=move || conversation.replying.get().is_some()
            >
                <h2 id="respond-title">{texts.write_comment}</h2>
                <div class="place">
                    {move || conversation.replying.get().is_none().then(|| view! { <CommentForm conversation /> })}
                </div>
            </section>
        })}
    }
}
