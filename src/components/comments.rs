//! The comment section of a post: the thread and the form.

mod conversation;
mod dom_state;
mod form;
mod form_position;
mod item;
mod local_drafts;
mod order;
mod submission;

use std::cell::RefCell;

use leptos::attr::Attribute;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::client_context::ClientContext;
use crate::browser::hydration::HydratedRegion;
use crate::browser::{self, history};
use crate::model::address::comment_path;
use crate::model::comment::{Comment, CommentAvailability, Discussion};
use crate::model::error::CommentField;
use conversation::Conversation;
use dom_state::data_attributes;
use form::CommentForm;
use item::{CommentItem, LaterComments};
use order::CommentOrder;

/// The `id` of the element whose parts are hydrated.
const PLACE: &str = "discussion";

/// Number of comments from which there is a link to the form above them, and a choice of their order.
const LONG_THREAD: usize = 6;

/// Returns the `aria-level` of an item, since the list is flat. (`view!` does not know this attribute.)
fn level(depth: u8) -> impl Attribute {
    custom_attribute("aria-level", depth)
}

/// Renders the comment section on the server. Data attributes hold the state that the client needs for hydration and
/// that the visible content does not show.
#[component]
pub fn DiscussionSection(discussion: Discussion, #[prop(optional)] newest_first: bool) -> impl IntoView {
    let order = (discussion.count >= LONG_THREAD as i64).then(|| {
        let path = discussion.path.clone();
        view! { <CommentOrder path newest_first /> }
    });
    let errors = &discussion.form.errors;
    let errors = (!errors.is_empty()).then(|| serde_json::to_string(errors).unwrap_or_default());
    let state = data_attributes(discussion.to_attributes().into_iter().chain([("errors", errors)]));
    let (availability, earlier) = (discussion.availability, discussion.earlier.clone());
    let conversation = Conversation::new(discussion, expect_context());
    let answered = conversation.replying.get_untracked();
    let open = availability == CommentAvailability::Open;
    let item = move |comment: Comment| {
        let (depth, class) = (comment.depth, format!("depth-{}", comment.depth));
        let form = (open && answered == Some(comment.id)).then(|| {
            view! { <div class="reply-form"><CommentForm conversation /></div> }
        });
        view! { <li {..level(depth)} class=class><CommentItem conversation comment open />{form}</li> }
    };
    view! {
        <div id={PLACE} {..state}>
            {order}
            <div class="comment-thread"><CommentThread conversation availability earlier item /></div>
            {open.then(|| view! {
                <section class="section respond" id="respond" aria-labelledby="respond-title" hidden=answered.is_some()>
                    <h2 id="respond-title">{conversation.texts.write_comment}</h2>
                    <div class="place">{answered.is_none().then(|| view! { <CommentForm conversation /> })}</div>
                </section>
            })}
        </div>
    }
}

thread_local! {
    /// The hydrated comment section of the current page.
    static ALIVE: RefCell<Option<HydratedRegion>> = const { RefCell::new(None) };
}

/// Hydrates the comment section of the page, if there is one: the thread, and the form wherever it is.
pub fn hydrate(client: ClientContext) {
    if ALIVE.with_borrow(Option::is_some) {
        return;
    }
    let Some(place) = browser::find(PLACE) else { return };
    let Some(discussion) = dom_state::read(&place) else { return };
    let mut alive = HydratedRegion::begin();
    let (availability, earlier) = (discussion.availability, discussion.earlier.clone());
    let conversation = alive.with(|| {
        let conversation = Conversation::new(discussion, client);
        Effect::new(move || conversation.recall());
        conversation
    });
    let open = availability == CommentAvailability::Open;
    let item = move |comment: Comment| {
        let (depth, class) = (comment.depth, format!("depth-{}", comment.depth));
        view! { <li {..level(depth)} class=class><CommentItem conversation comment open /></li> }
    };
    let Some(thread) = place.query_selector(".comment-thread").ok().flatten() else { return };
    alive.hydrate(&thread, || view! { <CommentThread conversation availability earlier item /> });
    if let Some(form) = place.query_selector("form.comment-form").ok().flatten() {
        if let Some(around) = form.parent_element() {
            alive.hydrate(&around, || view! { <CommentForm conversation /> });
        }
        let answered = move || {
            // The form is not moved into a comment that was removed meanwhile.
            let is_there = |id: &i64| conversation.comments.with(|shown| shown.iter().any(|comment| comment.id == *id));
            conversation.replying.get().filter(is_there)
        };
        alive.with(|| Effect::new(move || form_position::move_form(&form, answered())));
    }
    ALIVE.set(Some(alive));
}

/// Navigates to the comment in the URL's fragment if it is on another page of comments, either because it was loaded on
/// demand or because the pages have shifted.
pub fn seek() {
    let Some(path) = browser::find(PLACE).and_then(|place| dom_state::field(&place, "path")) else { return };
    let Some(anchor) = history::fragment().filter(|anchor| browser::find(anchor).is_none()) else { return };
    let Some(id) = anchor.strip_prefix("comment-").and_then(|id| id.parse().ok()) else { return };
    // Only once: a comment that does not exist is not searched again.
    if history::here().is_some_and(|here| !here.contains("?comment=")) {
        history::replace(&comment_path(&path, id));
    }
}

/// Disposes the comment section before another page is shown.
pub fn leave() {
    ALIVE.take();
}

/// Renders the thread and what is above it. `item` renders an item of the list.
#[component]
fn CommentThread<V: IntoView + 'static>(
    conversation: Conversation,
    availability: CommentAvailability,
    earlier: Option<String>,
    item: impl Fn(Comment) -> V + Clone + Send + 'static,
) -> impl IntoView {
    let texts = conversation.texts;
    let title = move || match conversation.count.get() {
        0 => texts.comments.to_owned(),
        count => (texts.comment_count)(count),
    };
    let invitation = move || {
        let empty = conversation.comments.with(Vec::is_empty) && availability == CommentAvailability::Open;
        empty.then(|| view! { <p class="empty">{texts.no_comments}</p> })
    };
    // A closed post without comments shows nothing here.
    let is_silent = move || conversation.comments.with(Vec::is_empty) && availability != CommentAvailability::Open;
    let closing = match availability {
        CommentAvailability::Open => "",
        CommentAvailability::Closed => texts.comments_closed,
        CommentAvailability::ClosedByAge => texts.comments_closed_by_age,
    };
    let is_long = availability == CommentAvailability::Open
        && conversation.comments.with_untracked(|comments| comments.len() >= LONG_THREAD);
    let write = is_long.then(|| {
        let form = format!("#{}", CommentField::Form.id());
        view! { <p class="write"><a href=form>{texts.write_comment}</a></p> }
    });
    let earlier = earlier.map(|earlier| {
        view! { <p class="earlier"><a rel="prev" href=earlier>{texts.earlier_comments}</a></p> }
    });
    view! {
        <section class="section comments" id="comments" aria-labelledby="comments-title" hidden=is_silent>
            <h2 id="comments-title">{title}</h2>
            <div class="thread">
                {invitation}
                {write}
                {earlier}
                // A flat list, indented by depth, so that adding a comment adds one item.
                <ol class="comment-list">
                    <For
                        each=move || conversation.comments.get()
                        key=|comment| (comment.id, comment.depth, comment.state.clone())
                        children=item
                    />
                </ol>
                <LaterComments conversation />
                {(availability != CommentAvailability::Open).then(|| view! { <p class="closed">{closing}</p> })}
            </div>
        </section>
    }
}
