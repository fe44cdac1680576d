use leptos::prelude::*;

use super::block_menu::BlockMenu;
use super::edit_form::CommentEditForm;
use super::queue::{CommentQueue, OpenCommentForm};
use super::reply_form::ReplyForm;
use super::spam_score::{SpamCauseNote, SpamScoreMeter};
use crate::admin::icon::{Icon, IconImage};
use crate::model::address::comment_path;
use crate::model::admin::comment::{Decision, ModerationStatus, QueuedComment};
use crate::model::direction::isolate;

/// Renders a comment with its context and actions.
#[component]
pub fn CommentCard(queue: CommentQueue, entry: QueuedComment) -> impl IntoView {
    let texts = &queue.texts.comments;
    let id = entry.id;
    let form = move || queue.open.get().filter(|(open, _)| *open == id).map(|(_, form)| form);
    let choose = move |event| {
        queue.chosen.update(|chosen| match event_target_checked(&event) {
            true => drop(chosen.insert(id)),
            false => drop(chosen.remove(&id)),
        });
    };
    let contact = (!entry.email.is_empty()).then(|| {
        let mail = format!("mailto:{}", entry.email);
        view! { <a href=mail>{entry.email.clone()}</a> }
    });
    let parts = contact.is_some() && !entry.address.is_empty();
    let parent = entry.parent.clone().map(|parent| {
        view! { <blockquote class="parent"><cite>{(texts.answers)(&isolate(&parent.name))}</cite><p dir="auto">{parent.text}</p></blockquote> }
    });
    let lead = |path: String| if entry.status == ModerationStatus::Published { comment_path(&path, id) } else { path };
    let about = match entry.about.path.clone().map(lead) {
        Some(path) => view! { <a href=path rel="external" dir="auto">{entry.about.title.clone()}</a> }.into_any(),
        None => view! { <strong dir="auto">{entry.about.title.clone()}</strong> }.into_any(),
    };
    let edited = entry.edited.clone().map(|edited| format!(" · {}", (texts.edited)(&edited.text)));
    let below = {
        let entry = entry.clone();
        move || match form() {
            Some(OpenCommentForm::Reply) => view! { <ReplyForm queue entry=entry.clone() /> }.into_any(),
            Some(OpenCommentForm::Edit) => view! { <CommentEditForm queue entry=entry.clone() /> }.into_any(),
            None => view! { <CommentActions queue entry=entry.clone() /> }.into_any(),
        }
    };
    view! {
        <article
            class="comment-card"
            id=format!("comment-{id}")
            tabindex="-1"
            aria-labelledby=format!("comment-{id}-author")
            aria-current=move || (queue.current.get() == Some(id)).then_some("true")
            on:focusin=move |_| queue.current.set(Some(id))
        >
            <label class="pick">
                <input type="checkbox" prop:checked=move || queue.chosen.with(|chosen| chosen.contains(&id)) on:change=choose />
                <span class="visually-hidden">{(texts.choose)(&entry.name)}</span>
            </label>
            <header>
                <h2 class="author" dir="auto" id=format!("comment-{id}-author")>{entry.name.clone()}</h2>
                <span class="contact">{contact}{parts.then_some(" · ")}{entry.address.clone()}</span>
                <time datetime=entry.date.iso.clone()>{entry.date.text.clone()}{edited}</time>
            </header>
            <p class="context"><span>{texts.about}</span>" "{about}</p>
            {parent}
            <div class="prose" dir="auto" inner_html=entry.html.clone()></div>
            {entry.caught.clone().map(|caught| view! { <SpamCauseNote caught /> })}
            {entry.score.clone().map(|score| view! { <SpamScoreMeter score /> })}
            {below}
        </article>
    }
}

#[component]
fn CommentActions(queue: CommentQueue, entry: QueuedComment) -> impl IntoView {
    let texts = &queue.texts.comments;
    let id = entry.id;
    let decision = move |decision: Decision| {
        let (name, key) = match decision {
            Decision::Approve => (texts.approve, "a"),
            Decision::Spam => (texts.mark_spam, "s"),
            Decision::Trash => (texts.to_trash, "d"),
            Decision::Restore => (texts.restore, ""),
        };
        let is_first = matches!(decision, Decision::Approve | Decision::Restore);
        view! {
            <button
                type="button"
                class=if is_first { "button approve" } else { "button plain" }
                on:click=move |_| queue.decide(vec![id], decision)
            >
                {is_first.then(|| view! { <IconImage icon=Icon::Done /> })}
                {name}
                {(!key.is_empty()).then(|| view! { " " <kbd aria-hidden="true">{key}</kbd> })}
            </button>
        }
    };
    let open = move |form: OpenCommentForm, name: &'static str, key: &'static str| {
        view! {
            <button type="button" class="button plain" on:click=move |_| queue.open.set(Some((id, form)))>
                {name} " " <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    let mut decisions = queue.decisions().iter().copied();
    let first = decisions.next();
    let (answers, deletes) = (queue.answers(), queue.deletes());
    view! {
        <div class="actions">
            {first.map(decision)}
            {answers.then(|| open(OpenCommentForm::Reply, texts.reply, "r"))}
            {open(OpenCommentForm::Edit, texts.edit, "e")}
            {decisions.map(decision).collect_view()}
            {deletes.then(|| view! {
                <button type="button" class="button plain" on:click=move |_| queue.delete(vec![id])>{texts.delete}</button>
            })}
            <BlockMenu queue entry />
        </div>
    }
}
