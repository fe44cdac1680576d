use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::SubmitEvent;

use super::fields::{ChoiceSetting, SettingsGroup, TextSetting};
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::TextField;
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::resource_view::resource_view;
use crate::admin::toast::use_toaster;
use crate::api::admin::mail::{read_mail_status, save_mail_password, send_test_mail};
use crate::i18n::admin::mail::MailAdminTexts;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::mail::{MailPasswordSource, MailProblem, MailStatus};
use crate::model::error::Error;

/// Renders the settings of the mail server.
#[component]
pub fn MailServerSettings() -> impl IntoView {
    let texts = &use_admin_texts().mail;
    let choices = [("starttls", texts.starttls), ("tls", texts.tls), ("none", texts.no_security)];
    let choices = choices.map(|(value, name)| (value.to_owned(), name.to_owned())).to_vec();
    view! {
        <SettingsGroup id="group-mail" title=texts.title hint=texts.hint>
            <TextSetting name="mail.server" label=texts.server hint=texts.server_hint />
            <TextSetting name="mail.port" label=texts.port digits=true />
            <ChoiceSetting name="mail.security" label=texts.security hint="" choices />
            <TextSetting name="mail.user" label=texts.user hint=texts.user_hint />
            <TextSetting name="mail.from" label=texts.from hint=texts.from_hint />
            <TextSetting name="mail.from_name" label=texts.from_name hint=texts.from_name_hint />
            <TextSetting name="mail.per_minute" label=texts.per_minute digits=true />
            <TextSetting name="mail.connections" label=texts.connections digits=true />
        </SettingsGroup>
    }
}

/// Renders the password of the mail server, the test and the mail that was given up. Not in the form of the settings,
/// since the password is never read back.
#[component]
pub fn MailServerPanel() -> impl IntoView {
    let status = Resource::new(|| (), |()| read_mail_status());
    view! {
        <div class="settings-form">
            {resource_view(status, move |known| view! { <MailPanel known status /> })}
        </div>
    }
}

#[component]
fn MailPanel(known: MailStatus, status: Resource<Result<MailStatus, Error>>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.mail;
    let (toaster, expiry, reauthenticator) = (use_toaster(), use_session_expiry(), use_reauthenticator());
    let errors = FormErrors::new();
    let password = RwSignal::new(String::new());
    let (is_testing, answer) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let text = password.get_untracked();
        spawn_local(async move {
            let saved = reauthenticator.attempt(|| save_mail_password(text.clone())).await;
            expiry.note(&saved);
            match saved {
                Ok(_) => {
                    password.try_set(String::new());
                    toaster.tell(if text.is_empty() { texts.password_removed } else { texts.password_saved });
                    status.refetch();
                }
                Err(error) => errors.show(&error),
            }
        });
    };
    let test = move |_| {
        if is_testing.get_untracked() {
            return;
        }
        is_testing.set(true);
        answer.set(None);
        spawn_local(async move {
            let sent = send_test_mail().await;
            expiry.note(&sent);
            is_testing.try_set(false);
            answer.try_set(Some(match sent {
                Ok(sent) if sent.is_sent => (texts.test_sent)(&sent.recipient, &sent.answer),
                Ok(sent) => (texts.test_failed)(&sent.answer),
                Err(error) => error_text_in(all, &error),
            }));
        });
    };
    let source = match known.password {
        MailPasswordSource::None => texts.password_none,
        MailPasswordSource::Environment => texts.password_given,
        MailPasswordSource::Stored => texts.password_set,
    };
    let failed = known.failed.into_iter().map(|mail| {
        view! {
            <li>
                <span class="title">{mail.recipient}</span>
                <p class="line"><time datetime=mail.created.iso>{mail.created.text}</time> " " {mail.answer}</p>
            </li>
        }
    });
    let failed = failed.collect_view();
    view! {
        <section class="group" aria-labelledby="group-mail-password">
            <header><h2 id="group-mail-password">{texts.password_title}</h2></header>
            <div class="fields-column">
                <form class="fields-column" on:submit=save>
                    <ErrorSummary errors />
                    <TextField
                        id="mail-password"
                        label=texts.password
                        kind="password"
                        autocomplete="off"
                        hint=texts.password_hint
                        value=password
                        errors
                    />
                    <p class="hint">{source}</p>
                    <div><button class="button quiet">{texts.password_save}</button></div>
                </form>
                {known.problem.map(|problem| view! { <p class="hint">{problem_text(texts, problem)}</p> })}
                <div>
                    <button
                        type="button"
                        class="button quiet"
                        aria-describedby="mail-test-hint"
                        aria-busy=move || is_testing.get().to_string()
                        on:click=test
                    >
                        {texts.test}
                    </button>
                    <p class="hint" id="mail-test-hint">{texts.test_hint}</p>
                </div>
                <p role="status">{answer}</p>
                {(known.waiting > 0).then(|| view! { <p>{(texts.waiting)(known.waiting)}</p> })}
                {(!failed.is_empty()).then(|| view! { <h3>{texts.failed}</h3><ul class="brief-list">{failed}</ul> })}
            </div>
        </section>
    }
}

fn problem_text(texts: &MailAdminTexts, problem: MailProblem) -> &'static str {
    match problem {
        MailProblem::Off => texts.off,
        MailProblem::NoSender => texts.no_sender,
        MailProblem::NoSiteAddress => texts.no_site_address,
        MailProblem::PlainToOtherMachine => texts.plain,
        MailProblem::NoPassword => texts.no_password,
    }
}
