use leptos::ev;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept;
use super::queue::{Form, Queue};
use super::reply::close;
use crate::api::admin::comments::edit_comment;
use crate::browser;
use crate::components::escape::escape;
use crate::i18n::{explain, use_texts};
use crate::model::admin::comment::{Edit, Entry};
use crate::model::error::{Error, Field, FieldError};

/// A comment's name and words, to be changed. What is typed stays until it has arrived.
#[component]
pub fn EditForm(queue: Queue, entry: Entry) -> impl IntoView {
    let texts = &queue.texts.comments;
    let site_texts = use_texts();
    let id = entry.id;
    let (name, body) = (NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let faults = RwSignal::new(Vec::<FieldError>::new());
    let is_stale = RwSignal::new(false);
    let is_sending = RwSignal::new(false);
    let before = StoredValue::new(entry.source.clone());
    Effect::new(move || {
        let Some(body) = body.get() else { return };
        if let Some(text) = kept::recall(id, Form::Edit).filter(|text| *text != before.get_value()) {
            body.set_value(&text);
            queue.tell(texts.kept);
        }
        let _ = body.focus();
        // With its buttons.
        browser::reveal(&format!("edit-{id}-form"));
    });
    let typed = move || body.get_untracked().map(|body| body.value()).unwrap_or_default();
    let send = move || {
        if is_sending.get_untracked() {
            return;
        }
        let name = name.get_untracked().map(|name| name.value()).unwrap_or_default();
        let edit = Edit { id, name, body: typed(), before: before.get_value() };
        is_sending.set(true);
        spawn_local(async move {
            let answer = queue.noted(edit_comment(edit).await);
            is_sending.try_set(false);
            match answer {
                Ok(entry) => {
                    kept::forget(id, Form::Edit);
                    queue.open.try_set(None);
                    queue.insert(vec![entry]);
                    queue.tell(texts.saved);
                    queue.show(id);
                }
                Err(Error::Invalid(errors)) => drop(faults.try_set(errors)),
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
        kept::forget(id, Form::Edit);
        close(queue, id);
    };
    let fault = move |field: Field| {
        let fault = faults.with(|faults| faults.iter().find(|error| error.field == field).map(|error| error.fault));
        fault.map(|fault| explain(site_texts, field, fault))
    };
    view! {
        <form class="inline-form" id=format!("edit-{id}-form") on:submit=submit on:keydown=press>
            <p class="banner alarm" role="alert" hidden=move || !is_stale.get()>{texts.stale}</p>
            <div class="field" class:invalid=move || fault(Field::Name).is_some()>
                <label for=format!("edit-{id}-name")>{texts.name}</label>
                <input
                    node_ref=name
                    id=format!("edit-{id}-name")
                    value=entry.name
                    aria-describedby=format!("edit-{id}-name-error")
                    aria-invalid=move || fault(Field::Name).map(|_| "true")
                />
                <p class="error" id=format!("edit-{id}-name-error") hidden=move || fault(Field::Name).is_none()>
                    {move || fault(Field::Name)}
                </p>
            </div>
            <div class="field" class:invalid=move || fault(Field::Body).is_some()>
                <label for=format!("edit-{id}-body")>{texts.body}</label>
                <textarea
                    node_ref=body
                    id=format!("edit-{id}-body")
                    rows="6"
                    aria-describedby=format!("edit-{id}-body-error")
                    aria-invalid=move || fault(Field::Body).map(|_| "true")
                    on:input=move |_| kept::keep(id, Form::Edit, &typed())
                    inner_html=escape(&entry.source)
                ></textarea>
                <p class="error" id=format!("edit-{id}-body-error") hidden=move || fault(Field::Body).is_none()>
                    {move || fault(Field::Body)}
                </p>
            </div>
            <div class="actions">
                <button class="button" aria-disabled=move || is_sending.get().then_some("true")>
                    {queue.texts.desk.save}
                </button>
                <button type="button" class="button plain" on:click=cancel>{queue.texts.desk.cancel}</button>
            </div>
        </form>
    }
}
