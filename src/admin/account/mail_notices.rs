use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use crate::admin::error_page::use_session_expiry;
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::SelectField;
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::mail::{read_mail_notices, save_mail_notices};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::account::{CommentNotices, MailNotices};

const CHOICES: [(CommentNotices, &str); 3] =
    [(CommentNotices::Never, "never"), (CommentNotices::AtOnce, "at-once"), (CommentNotices::Daily, "daily")];

/// Renders the form with what the user is told by mail; nothing if the site sends no mail.
#[component]
pub fn MailNoticesSection() -> impl IntoView {
    let notices = Resource::new(|| (), |()| read_mail_notices());
    resource_view(notices, |notices| notices.is_possible.then(|| view! { <MailNoticesForm notices /> }))
}

#[component]
fn MailNoticesForm(notices: MailNotices) -> impl IntoView {
    let texts = &use_admin_texts().mail;
    let (toaster, expiry) = (use_toaster(), use_session_expiry());
    let errors = FormErrors::new();
    let name = |notices| CHOICES.iter().find(|(choice, _)| *choice == notices).map_or("", |(_, name)| *name);
    let chosen = RwSignal::new(name(notices.comments).to_owned());
    let choices = CHOICES.map(|(choice, name)| (name.to_owned(), (texts.comment_notices_name)(choice).to_owned()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let chosen = chosen.get_untracked();
        let choice =
            CHOICES.iter().find(|(_, name)| *name == chosen).map_or_else(Default::default, |(choice, _)| *choice);
        spawn_local(async move {
            let answer = save_mail_notices(choice).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => toaster.tell(texts.notices_saved),
                Err(error) => errors.show(&error),
            }
        });
    };
    view! {
        <section class="group" aria-labelledby="account-mail">
            <header><h2 id="account-mail">{texts.notices}</h2></header>
            <form class="fields-column" on:submit=send>
                <ErrorSummary errors />
                <SelectField
                    id="comment-notices"
                    label=texts.comment_notices
                    hint=texts.comment_notices_hint
                    value=chosen
                    choices=choices.to_vec()
                    errors
                />
                <div>
                    <button class="button">{use_admin_texts().layout.save}</button>
                </div>
            </form>
        </section>
    }
}
