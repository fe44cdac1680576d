use leptos::either::Either;
use leptos::prelude::*;

use super::conversation::Conversation;
use super::dom_state::comment_attributes;
use crate::browser;
use crate::browser::link::is_plain;
use crate::components::avatar::Avatar;
use crate::model::comment::{Comment, CommentState};
use crate::model::direction::direction;
use crate::model::error::CommentField;

/// Renders the link to the next page of comments. The client appends them to the page instead.
#[component]
pub fn LaterComments(conversation: Conversation) -> impl IntoView {
    let show = move |event: leptos::ev::MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            conversation.show_later();
        }
    };
    let text = conversation.texts.later_comments;
    move || {
        let later = conversation.later.get();
        later.map(|later| view! { <p class="later"><a class="button quiet" rel="next" href=later on:click=show>{text}</a></p> })
    }
}

/// Renders a comment in the list.
#[component]
pub fn CommentItem(conversation: Conversation, comment: Comment, open: bool) -> impl IntoView {
    let texts = conversation.texts;
    let fields = comment_attributes(&comment);
    let id = comment.id;
    let anchor = format!("comment-{id}");
    let (class, state, is_published) = match &comment.state {
        CommentState::Published => ("comment p-comment h-cite", None, true),
        CommentState::Waiting => ("comment pending", Some(texts.waiting.to_owned()), false),
        CommentState::Sending => ("comment sending", Some(texts.sending.to_owned()), false),
        CommentState::Failed(reason) => ("comment failed", Some((texts.not_sent)(reason)), false),
    };
    let is_failed = matches!(comment.state, CommentState::Failed(_));
    let label = (texts.comment_by)(&comment.name);
    // Authors have a page of their own. For other staff, this badge is the only hint.
    let staff = match (&comment.link, comment.is_staff) {
        (Some(_), true) => Some(("badge staff", texts.staff)),
        (Some(_), false) => Some(("badge", texts.staff)),
        (None, true) => Some(("badge staff", texts.team)),
        (None, false) => None,
    };
    let staff = staff.or(comment.is_mention.then_some(("badge", texts.mention)));
    let staff = staff.map(|(class, text)| view! { " " <span class=class>{text}</span> });
    // Websites are what strangers have typed.
    let rel = comment.link.is_none().then_some("nofollow ugc noopener");
    let author = match comment.link.or(comment.website) {
        Some(link) => {
            Either::Left(view! { <a href=link rel=rel dir=direction(&comment.name)>{comment.name.clone()}</a> })
        }
        None => Either::Right(view! { <span dir=direction(&comment.name)>{comment.name.clone()}</span> }),
    };
    let answered = comment.parent.map(|parent| format!("?comment={parent}#comment-{parent}"));
    let answers = comment.answers.map(|name| {
        let text = (texts.answers)(&name);
        view! { <p class="answers"><a class="u-in-reply-to" href=answered>{text}</a></p> }
    });
    let reply = (open && is_published).then(|| view! { <Reply conversation id name=comment.name.clone() /> });
    view! {
        <article class=class id=anchor.clone() aria-label=label tabindex="-1" {..fields}>
            <header>
                <Avatar name=comment.name />
                <p class="author p-author h-card">{author}{staff}</p>
                <p class="date">
                    <a class="u-url" href=format!("#{anchor}")><time class="dt-published" datetime=comment.date.iso>{comment.date.text}</time></a>
                </p>
            </header>
            {answers}
            <div class="prose e-content" dir=direction(&comment.html) inner_html=comment.html></div>
            {state.map(|state| view! { <p class="state">{state}</p> })}
            {reply}
            {is_failed.then(|| view! { <Resend conversation id /> })}
        </article>
    }
}

/// Renders the reply link. Without the client, it makes the server render the form below the comment.
#[component]
fn Reply(conversation: Conversation, id: i64, name: String) -> impl IntoView {
    let texts = conversation.texts;
    let reply = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        conversation.reply(Some(id));
        request_animation_frame(|| {
            browser::reveal(CommentField::Form.id());
            browser::focus(CommentField::Body.id());
        });
    };
    let href = format!("{}?reply={id}#{}", conversation.path.get_value(), CommentField::Form.id());
    view! {
        <footer class="actions">
            <a class="reply" href=href rel="nofollow" aria-label=(texts.reply_to)(&name) on:click=reply>{texts.reply}</a>
        </footer>
    }
}

/// Renders the actions for a comment that could not be sent.
#[component]
fn Resend(conversation: Conversation, id: i64) -> impl IntoView {
    let texts = conversation.texts;
    view! {
        <footer class="actions">
            <button type="button" class="retry" on:click=move |_| conversation.resend(id)>{texts.retry}</button>
            " "
            <button type="button" class="discard" on:click=move |_| conversation.discard(id)>{texts.discard}</button>
        </footer>
    }
}
