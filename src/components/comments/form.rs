use leptos::ev;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlTextAreaElement;

use super::conversation::Conversation;
use super::local_drafts;
use crate::browser;
use crate::components::escape::escape;
use crate::i18n::explain;
use crate::model::comment::CommentDraft;
use crate::model::error::{CommentField, FieldErrorKind};

/// Renders the comment form. Without the client it is a plain form; with it, submitting does not leave the page. The
/// form does not validate anything itself, so that error messages are the same in both cases.
#[component]
pub fn CommentForm(conversation: Conversation) -> impl IntoView {
    let texts = conversation.texts;
    let errors = conversation.errors;
    let (name, email, body) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Textarea>::new());
    let (trap, replies) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let typed = move || {
        let text = |field: NodeRef<Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
        CommentDraft {
            name: text(name),
            email: text(email),
            body: body.get_untracked().map(|field| field.value()).unwrap_or_default(),
            replies: if replies.get_untracked().is_some_and(|field| field.checked()) {
                "on".to_owned()
            } else {
                String::new()
            },
            website: text(trap),
            post: conversation.post,
            parent: conversation.replying.get_untracked().map(|id| id.to_string()).unwrap_or_default(),
            form_token: String::new(),
        }
    };
    // The fields contain what was typed before hydration or restored by the browser; empty fields are filled from this
    // device's storage.
    Effect::new(move || {
        let (Some(name), Some(email), Some(body)) = (name.get(), email.get(), body.get()) else { return };
        let known = conversation.draft.get_value();
        if name.value().is_empty() {
            name.set_value(&known.name);
        }
        if email.value().is_empty() {
            email.set_value(&known.email);
        }
        if body.value().is_empty() {
            body.set_value(&local_drafts::draft(conversation.post).map(|kept| kept.body).unwrap_or_default());
        }
        conversation.draft.set_value(typed());
    });
    let note = move |_: ev::Event| {
        let draft = typed();
        local_drafts::save_draft(conversation.post, &draft);
        conversation.draft.set_value(draft);
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        conversation.send(typed());
    };
    let draft = conversation.draft.get_value();
    // All fields share one closure type, because each further type adds code to the client.
    let is_invalid =
        move |field: CommentField| move || errors.with(|errors| errors.iter().any(|error| error.field == field));
    let invalid = move |field: CommentField| move || is_invalid(field)().then_some("true");
    // In a reply, the description includes the parent's author.
    let described = move || match conversation.replying.get() {
        Some(_) => "comment-replying comment-body-hint comment-body-error",
        None => "comment-body-hint comment-body-error",
    };
    let action = format!("{}#{}", conversation.path.get_value(), CommentField::Form.id());
    let label = move || match conversation.replying.get() {
        Some(_) => texts.send_reply,
        None => texts.send_comment,
    };
    view! {
        <form
            class="comment-form"
            id=CommentField::Form.id()
            method="post"
            action=action
            novalidate
            on:submit=submit
            on:input=note
        >
            <input type="hidden" name="post" value=conversation.post />
            <input type="hidden" name="parent" value=move || conversation.replying.get().map(|id| id.to_string()).unwrap_or_default() />
            <input type="hidden" name="stamp" value=conversation.form_token />
            <ReplyNotice conversation />
            <CommentFormErrors conversation />
            <p class="hint">{texts.required_hint}</p>
            <div class="field" class:invalid=is_invalid(CommentField::Body)>
                <label for=CommentField::Body.id()>{texts.comment_label} " " <RequiredMark /></label>
                // Leptos does not escape the text of a textarea (leptos-rs/leptos issue 4730), so it is escaped here.
                <textarea
                    node_ref=body
                    id=CommentField::Body.id()
                    name="body"
                    dir="auto"
                    rows="5"
                    required
                    aria-invalid=invalid(CommentField::Body)
                    aria-describedby=described
                    inner_html=escape(&draft.body)
                ></textarea>
                <p class="hint" id="comment-body-hint">{texts.markdown_hint}</p>
                <CommentFieldErrorText conversation field=CommentField::Body />
            </div>
            <div class="fields">
                <div class="field" class:invalid=is_invalid(CommentField::Name)>
                    <label for=CommentField::Name.id()>{texts.name_label} " " <RequiredMark /></label>
                    <input
                        node_ref=name
                        id=CommentField::Name.id()
                        name="name"
                        dir="auto"
                        required
                        autocomplete="name"
                        aria-invalid=invalid(CommentField::Name)
                        aria-describedby="comment-name-error"
                        value=draft.name
                    />
                    <CommentFieldErrorText conversation field=CommentField::Name />
                </div>
                <div class="field" class:invalid=is_invalid(CommentField::Email)>
                    <label for=CommentField::Email.id()>{texts.email_label} " " <RequiredMark /></label>
                    <input
                        node_ref=email
                        id=CommentField::Email.id()
                        name="email"
                        // Not `type=email`, because browsers modify its value.
                        inputmode="email"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        autocomplete="email"
                        aria-invalid=invalid(CommentField::Email)
                        aria-describedby="comment-email-hint comment-email-error"
                        value=draft.email
                    />
                    <p class="hint" id="comment-email-hint">{texts.email_hint}</p>
                    <CommentFieldErrorText conversation field=CommentField::Email />
                </div>
            </div>
            {conversation.has_reply_notices.then(|| view! {
                <div class="field check">
                    <input
                        node_ref=replies
                        id="comment-replies"
                        name="replies"
                        type="checkbox"
                        checked=!draft.replies.is_empty()
                    />
                    <label for="comment-replies">{texts.tell_replies}</label>
                </div>
            })}
            <RememberMe conversation />
            <div class="trap" aria-hidden="true">
                <label for="comment-website">{texts.leave_empty}</label>
                <input node_ref=trap id="comment-website" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <p class="actions"><button class="button" type="submit">{label}</button></p>
        </form>
    }
}

/// Clears the text after it was sent.
pub fn clear_body() {
    if let Some(body) =
        browser::find(CommentField::Body.id()).and_then(|body| body.dyn_into::<HtmlTextAreaElement>().ok())
    {
        body.set_value("");
    }
}

#[component]
fn RequiredMark() -> impl IntoView {
    // Screen readers announce the `required` attribute instead.
    view! { <span class="required" aria-hidden="true">"*"</span> }
}

#[component]
fn CommentFieldErrorText(conversation: Conversation, field: CommentField) -> impl IntoView {
    let text = move || {
        let kind = conversation.errors.with(|errors| errors.iter().find(|error| error.field == field).cloned());
        kind.map(|error| explain(conversation.texts, field, error.kind))
    };
    view! { <p class="error" id=format!("{}-error", field.id()) hidden=move || text().is_none()>{text}</p> }
}

/// Renders all errors above the fields, each linked to its field.
#[component]
fn CommentFormErrors(conversation: Conversation) -> impl IntoView {
    let texts = conversation.texts;
    let name = move |field: CommentField, kind: FieldErrorKind| {
        let text = explain(texts, field, kind);
        match field {
            CommentField::Form => text,
            CommentField::Name => format!("{}: {text}", texts.name_label),
            CommentField::Email => format!("{}: {text}", texts.email_label),
            CommentField::Body => format!("{}: {text}", texts.comment_label),
        }
    };
    move || {
        let errors = conversation.errors.get();
        (!errors.is_empty()).then(|| {
            let items = errors.into_iter().map(|error| {
                view! { <li><a href=format!("#{}", error.field.id())>{name(error.field, error.kind)}</a></li> }
            });
            view! {
                <div class="error-summary" id="comment-errors" role="alert" tabindex="-1">
                    <h3>{texts.form_faults}</h3>
                    <ul>{items.collect_view()}</ul>
                </div>
            }
        })
    }
}

#[component]
fn ReplyNotice(conversation: Conversation) -> impl IntoView {
    let texts = conversation.texts;
    let cancel = move |event: ev::MouseEvent| {
        event.prevent_default();
        conversation.reply(None);
    };
    move || {
        let id = conversation.replying.get()?;
        let name = conversation.name_of(id)?;
        let path = format!("{}#{}", conversation.path.get_value(), CommentField::Form.id());
        Some(view! {
            <p class="replying" id="comment-replying">
                <span>{texts.replying_to} " " <a href=format!("#comment-{id}")>{name}</a></span>
                " "
                <a class="cancel" href=path rel="nofollow" on:click=cancel>{texts.cancel_reply}</a>
            </p>
        })
    }
}

/// Renders the checkbox for storing the commenter's details. The style sheet hides it without the client.
#[component]
fn RememberMe(conversation: Conversation) -> impl IntoView {
    view! {
        <div class="field check remember">
            <input
                id="comment-remember"
                type="checkbox"
                prop:checked=conversation.remember
                on:change=move |event| conversation.remember.set(event_target_checked(&event))
            />
            <label for="comment-remember">{conversation.texts.remember_me}</label>
        </div>
    }
}
