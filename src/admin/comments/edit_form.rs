use leptos::ev;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queue::{CommentQueue, OpenCommentForm};
use super::reply_drafts;
use super::reply_form::close;
use crate::api::admin::comments::edit_comment;
use crate::browser;
use crate::components::escape::escape;
use crate::i18n::{explain, use_texts};
use crate::model::admin::comment::{CommentEdit, QueuedComment};
use crate::model::error::{CommentField, Error, FieldError};

/// Renders the form for editing a comment. The typed text is stored on the device until it is saved.
#[component]
pub fn CommentEditForm(queue: CommentQueue, entry: QueuedComment) -> impl IntoView {
    let texts = &queue.texts.comments;
    let site_texts = use_texts();
    let id = entry.id;
    let (name, body) = (NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let field_errors = RwSignal::new(Vec::<FieldError>::new());
    let is_stale = RwSignal::new(false);
    let is_sending = RwSignal::new(false);
    let before = StoredValue::new(entry.source.clone());
    Effect::new(move || {
        let Some(body) = body.get() else { return };
        if let Some(text) = reply_drafts::load(id, OpenCommentForm::Edit).filter(|text| *text != before.get_value()) {
            body.set_value(&text);
            queue.tell(texts.kept);
        }
        let _ = body.focus();
        // Including its buttons.
        browser::reveal(&format!("edit-{id}-form"));
    });
    let typed = move || body.get_untracked().map(|body| body.value()).unwrap_or_default();
    let send = move || {
        if is_sending.get_untracked() {
            return;
        }
        let name = name.get_untracked().map(|name| name.value()).unwrap_or_default();
        let edit = CommentEdit { id, name, body: typed(), before: before.get_value() };
        is_sending.set(true);
        spawn_local(async move {
            let answer = queue.noted(edit_comment(edit).await);
            is_sending.try_set(false);
            match answer {
                Ok(entry) => {
                    reply_drafts::remove(id, OpenCommentForm::Edit);
                    queue.open.try_set(None);
                    queue.insert(vec![entry]);
                    queue.tell(texts.saved);
                    queue.show(id);
                }
                Err(Error::Invalid(errors)) => drop(field_errors.try_set(errors)),
                Err(Error::Conflict) => drop(is_stale.try_set(true)),
                Err(error) => queue.fail(&error),
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(queue, id),
        "Enter" if event.ctrl_key() || event.meta_key() => send(),
        _ => {}
    };
    let cancel = move |_| {
        reply_drafts::remove(id, OpenCommentForm::Edit);
        close(queue, id);
    };
    let field_error = move |field: CommentField| {
        let field_error = field_errors
            .with(|field_errors| field_errors.iter().find(|error| error.field == field).map(|error| error.kind));
        field_error.map(|field_error| explain(site_texts, field, field_error))
    };
    view! {
        <form class="inline-form" id=format!("edit-{id}-form") on:submit=submit on:keydown=press>
            <p class="banner alarm" role="alert" hidden=move || !is_stale.get()>{texts.stale}</p>
            <div class="field" class:invalid=move || field_error(CommentField::Name).is_some()>
                <label for=format!("edit-{id}-name")>{texts.name}</label>
                <input
                    node_ref=name
                    id=format!("edit-{id}-name")
                    value=entry.name
                    aria-describedby=format!("edit-{id}-name-error")
                    aria-invalid=move || field_error(CommentField::Name).map(|_| "true")
                />
                <p class="error" id=format!("edit-{id}-name-error") hidden=move || field_error(CommentField::Name).is_none()>
                    {move || field_error(CommentField::Name)}
                </p>
            </div>
            <div class="field" class:invalid=move || field_error(CommentField::Body).is_some()>
                <label for=format!("edit-{id}-body")>{texts.body}</label>
                <textarea
                    node_ref=body
                    id=format!("edit-{id}-body")
                    dir="auto"
                    rows="6"
                    aria-describedby=format!("edit-{id}-body-error")
                    aria-invalid=move || field_error(CommentField::Body).map(|_| "true")
                    on:input=move |_| reply_drafts::save(id, OpenCommentForm::Edit, &typed())
                    inner_html=escape(&entry.source)
                ></textarea>
                <p class="error" id=format!("edit-{id}-body-error") hidden=move || field_error(CommentField::Body).is_none()>
                    {move || field_error(CommentField::Body)}
                </p>
            </div>
            <div class="actions">
                <button class="button" aria-disabled=move || is_sending.get().then_some("true")>
                    {queue.texts.layout.save}
                </button>
                <button type="button" class="button plain" on:click=cancel>{queue.texts.layout.cancel}</button>
            </div>
        </form>
    }
}
