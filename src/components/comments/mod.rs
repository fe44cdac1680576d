//! The thread below a post, and the form to join it.

mod conversation;
mod form;
mod keepsake;
mod sending;
mod thread;
mod travelling;

use std::cell::RefCell;

use leptos::prelude::*;

use super::navigation::Navigation;
use crate::browser::{self, hydration};
use crate::model::comment::{Discussion, Openness};
use conversation::Conversation;
use form::CommentForm;
use thread::Thread;

/// The element that is alive in the browser, and what it is made from, by their `id`.
const PLACE: &str = "discussion";
const DATA: &str = "discussion-data";

/// Everything below a post, as the server renders it: with what the browser needs to take it over.
#[component]
pub fn Discussed(discussion: Discussion) -> impl IntoView {
    let data = travelling::pack(&discussion);
    let navigation = expect_context();
    view! {
        <div id=PLACE><Comments discussion navigation /></div>
        <script type="application/json" id=DATA inner_html=data></script>
    }
}

thread_local! {
    /// The discussion on the page, as long as it is there.
    static ALIVE: RefCell<Option<hydration::Alive>> = const { RefCell::new(None) };
}

/// Brings the discussion on the page to life, if there is one.
pub fn hydrate(navigation: Navigation) {
    let (Some(place), Some(data)) = (browser::find(PLACE), browser::find(DATA)) else { return };
    let text = data.text_content().unwrap_or_default();
    let Some(discussion) = travelling::unpack(&text, &place) else { return };
    ALIVE.set(Some(hydration::hydrate(&place, || view! { <Comments discussion navigation /> })));
}

/// Ends the discussion on the page: the reader goes on to another.
pub fn leave() {
    ALIVE.take();
}

/// Everything below a post.
#[component]
fn Comments(discussion: Discussion, navigation: Navigation) -> impl IntoView {
    let texts = navigation.texts;
    let openness = discussion.openness;
    let conversation = Conversation::new(discussion, navigation);
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
