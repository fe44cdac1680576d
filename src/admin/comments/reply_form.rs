use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::{CommentQueue, OpenCommentForm};
use super::reply_drafts;
use crate::api::admin::comments::reply_to_comment;
use crate::browser;
use crate::i18n::{explain, use_texts};
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::comment::{ModerationStatus, QueuedComment};
use crate::model::error::{CommentField, Error};

/// Renders the form for replying to a comment. The typed text is stored on the device until it is sent.
#[component]
pub fn ReplyForm(queue: CommentQueue, entry: QueuedComment) -> impl IntoView {
    let texts = &queue.texts.comments;
    let site_texts = use_texts();
    let id = entry.id;
    let name = entry.name.clone();
    let body = NodeRef::<Textarea>::new();
    let field_error = RwSignal::new(None::<String>);
    let is_sending = RwSignal::new(false);
    let waits = entry.status == ModerationStatus::Waiting;
    let me = use_context::<AdminContext>().map(|context| context.user.name).unwrap_or_default();
    let control = format!("reply-{id}");
    let error_id = format!("{control}-error");
    Effect::new(move || {
        let Some(body) = body.get() else { return };
        if let Some(text) = reply_drafts::load(id, OpenCommentForm::Reply) {
            body.set_value(&text);
        }
        let _ = body.focus();
        // Including its buttons.
        browser::reveal(&format!("reply-{id}-form"));
    });
    let typed = move || body.get_untracked().map(|body| body.value()).unwrap_or_default();
    let send = move || {
        if is_sending.get_untracked() {
            return;
        }
        let (text, name) = (typed(), name.clone());
        is_sending.set(true);
        spawn_local(async move {
            let answer = queue.noted(reply_to_comment(id, text).await);
            is_sending.try_set(false);
            match answer {
                Ok(changed) => {
                    reply_drafts::remove(id, OpenCommentForm::Reply);
                    queue.open.try_set(None);
                    let taken = if waits { queue.take(&[id]) } else { Vec::new() };
                    queue.offer_undo((texts.replied)(&name), changed, taken);
                }
                Err(Error::Invalid(errors)) => {
                    let texts = errors.iter().map(|error| explain(site_texts, CommentField::Body, error.kind));
                    field_error.try_set(Some(texts.collect::<Vec<_>>().join(" ")));
                }
                Err(error) => queue.fail(&error),
            }
        });
    };
    let submit = {
        let send = send.clone();
        move |event: ev::SubmitEvent| {
            event.prevent_default();
            send();
        }
    };
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(queue, id),
        "Enter" if event.ctrl_key() || event.meta_key() => send(),
        _ => {}
    };
    let describe = error_id.clone();
    view! {
        <form class="inline-form" id=format!("reply-{id}-form") on:submit=submit>
            <div class="field" class:invalid=move || field_error.read().is_some()>
                <label for=control.clone()>{(texts.reply_to)(&entry.name)}</label>
                <textarea
                    node_ref=body
                    id=control
                    rows="4"
                    aria-describedby=format!("reply-{id}-hint {describe}")
                    aria-invalid=move || field_error.read().is_some().then_some("true")
                    on:input=move |_| reply_drafts::save(id, OpenCommentForm::Reply, &typed())
                    on:keydown=press
                ></textarea>
                <p class="error" id=error_id hidden=move || field_error.read().is_none()>{field_error}</p>
                <p class="hint" id=format!("reply-{id}-hint")>
                    {(texts.reply_hint)(&me)} {waits.then(|| format!(" {}", texts.reply_approves))}
                </p>
            </div>
            <div class="actions">
                <button class="button" aria-disabled=move || is_sending.get().then_some("true")>
                    {if waits { texts.approve_and_reply } else { texts.send_reply }}
                </button>
                <button type="button" class="button plain" on:click=move |_| close(queue, id)>
                    {queue.texts.layout.cancel}
                </button>
            </div>
        </form>
    }
}

/// Closes a form. Its text stays stored for the next time.
pub fn close(queue: CommentQueue, id: i64) {
    queue.open.set(None);
    queue.show(id);
}
