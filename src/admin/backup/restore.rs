use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::FormErrors;
use crate::admin::reauthentication::use_reauthenticator;
use crate::browser::{self, upload_request};
use crate::i18n::admin::byte_size::byte_size;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::error::{Error, Rejection};

/// Progress of a restore.
#[derive(Clone, Debug, PartialEq)]
enum RestoreProgress {
    Idle,
    /// Sent bytes and total bytes.
    Sending(u64, u64),
    /// The upload is complete; the server checks and restores the backup.
    Checking,
}

/// Renders the form for restoring a backup.
#[component]
pub fn RestoreForm() -> impl IntoView {
    let texts = use_admin_texts();
    let AdminContext { language, title: site, .. } = expect_context::<AdminContext>();
    let (expiry, reauthenticator) = (use_session_expiry(), use_reauthenticator());
    let typed = RwSignal::new(String::new());
    let progress = RwSignal::new(RestoreProgress::Idle);
    let errors = FormErrors::new();
    let refuse = move |error: Error| {
        let rejections = match error {
            Error::Rejected(rejections) => rejections,
            error => vec![Rejection { field: "backup-file".to_owned(), text: error_text_in(texts, &error) }],
        };
        if let Some(first) = rejections.first() {
            browser::focus(&first.field);
        }
        errors.set(rejections);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if progress.get_untracked() != RestoreProgress::Idle {
            return;
        }
        let Some(file) = upload_request::chosen("backup-file") else {
            return refuse(Rejection::error("backup-file", texts.backup.missing_file));
        };
        errors.clear();
        let url = format!("{}?title={}", AdminAddress::BackupRestore, browser::encode(&typed.get_untracked()));
        leptos::task::spawn_local(async move {
            // Before the upload, since the file may be large.
            let ready = reauthenticator.prepare().await;
            expiry.note(&ready);
            if let Err(error) = ready {
                return refuse(error);
            }
            progress.set(RestoreProgress::Sending(0, file.size() as u64));
            let watch = move |sent: f64, all: f64| {
                let (sent, all) = (sent as u64, all as u64);
                progress.set(if sent < all { RestoreProgress::Sending(sent, all) } else { RestoreProgress::Checking });
            };
            let answer = upload_request::send(&url, &file, watch).await;
            progress.set(RestoreProgress::Idle);
            match answer.status {
                200 => browser::history::load(
                    &serde_json::from_str::<String>(&answer.body)
                        .unwrap_or_else(|_| AdminAddress::Dashboard.to_string()),
                ),
                0 => refuse(Error::Offline),
                _ => {
                    let error = serde_json::from_str(&answer.body).unwrap_or(Error::Internal);
                    let answered: Result<(), Error> = Err(error.clone());
                    expiry.note(&answered);
                    refuse(error);
                }
            }
        });
    };
    let busy = move || progress.get() != RestoreProgress::Idle;
    let state = move || match progress.get() {
        RestoreProgress::Idle => String::new(),
        RestoreProgress::Sending(sent, all) => {
            format!("{}: {} / {}", texts.backup.sending, byte_size(sent, language), byte_size(all, language))
        }
        RestoreProgress::Checking => texts.backup.checking.to_owned(),
    };
    let bar = move || match progress.get() {
        RestoreProgress::Idle => None,
        RestoreProgress::Sending(sent, all) => Some(
            view! { <progress aria-label=texts.backup.sending max=all.to_string() value=sent.to_string() /> }
                .into_any(),
        ),
        RestoreProgress::Checking => Some(view! { <progress aria-label=texts.backup.checking /> }.into_any()),
    };
    view! {
        <div class="fields-column">
            <div class="banner caution">
                <div class="text"><strong>{texts.backup.restore_warning}</strong> " " {texts.backup.restore_details}</div>
            </div>
            <form class="fields-column" novalidate on:submit=submit>
                <div class="field" class:invalid=move || errors.of("backup-file").is_some()>
                    <label for="backup-file">{texts.backup.file}</label>
                    <input
                        type="file"
                        id="backup-file"
                        required
                        aria-describedby="backup-file-error"
                        aria-invalid=errors.aria_invalid("backup-file")
                    />
                    <p class="error" id="backup-file-error" role="alert">{move || errors.of("backup-file")}</p>
                </div>
                <div class="field" class:invalid=move || errors.of("backup-title").is_some()>
                    <label for="backup-title">{texts.backup.confirm}</label>
                    <input
                        type="text"
                        id="backup-title"
                        required
                        autocomplete="off"
                        aria-describedby="backup-title-hint backup-title-error"
                        aria-invalid=errors.aria_invalid("backup-title")
                        bind:value=typed
                    />
                    <p class="error" id="backup-title-error" role="alert">{move || errors.of("backup-title")}</p>
                    <p class="hint" id="backup-title-hint">{site}</p>
                </div>
                <div>
                    <button class="button danger" aria-busy=move || busy().to_string() disabled=busy>
                        {texts.backup.restore_now}
                    </button>
                    {bar}
                    <p class="hint" aria-live="polite">{state}</p>
                </div>
            </form>
        </div>
    }
}
