use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::ImportRuns;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::FormErrors;
use crate::admin::reauthentication::use_reauthenticator;
use crate::browser::{self, upload_request};
use crate::i18n::admin::byte_size::byte_size;
use crate::i18n::admin::use_admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::admin::admin_context::AdminContext;
use crate::model::admin::import::SentFile;
use crate::model::error::{Error, Rejection};

const FIELD: &str = "import-files";

/// Renders the form for sending an export. Its files are one request, one after the other.
#[component]
pub fn UploadForm() -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.imports;
    let language = expect_context::<AdminContext>().language;
    let ImportRuns(runs) = expect_context();
    let (expiry, reauthenticator) = (use_session_expiry(), use_reauthenticator());
    let errors = FormErrors::new();
    // Sent bytes and all of them, while files are sent.
    let sent = RwSignal::new(None::<(u64, u64)>);
    let refuse = move |error: Error| {
        let rejections = match error {
            Error::Rejected(rejections) => rejections,
            error => vec![Rejection { field: FIELD.to_owned(), text: error_text_in(all, &error) }],
        };
        browser::focus(FIELD);
        errors.set(rejections);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if sent.get_untracked().is_some() {
            return;
        }
        let files = upload_request::all_chosen(FIELD);
        if files.is_empty() {
            return refuse(Rejection::error(FIELD, texts.missing_file));
        }
        errors.clear();
        let named: Vec<SentFile> =
            files.iter().map(|file| SentFile { name: file.name(), size: file.size() as u64 }).collect();
        let Ok(named) = serde_json::to_string(&named) else { return };
        let url = format!("{}?files={}", AdminAddress::ImportFiles, browser::encode(&named));
        let Some(content) = upload_request::join(&files) else { return refuse(Error::Internal) };
        leptos::task::spawn_local(async move {
            // Before the upload, since the files may be large.
            let ready = reauthenticator.prepare().await;
            expiry.note(&ready);
            if let Err(error) = ready {
                return refuse(error);
            }
            sent.set(Some((0, content.size() as u64)));
            let watch = move |done: f64, all: f64| {
                sent.try_set(Some((done as u64, all as u64)));
            };
            let answer = upload_request::send(&url, &content, watch).await;
            sent.try_set(None);
            match answer.status {
                200 => {
                    upload_request::reset(FIELD);
                    runs.refetch();
                }
                0 => refuse(Error::Offline),
                _ => {
                    let error = serde_json::from_str(&answer.body).unwrap_or(Error::Internal);
                    expiry.note(&Err::<(), _>(error.clone()));
                    refuse(error);
                }
            }
        });
    };
    let is_busy = move || sent.get().is_some();
    let state = move || match sent.get() {
        None => String::new(),
        Some((done, all)) if done < all => {
            format!("{}: {} / {}", texts.sending, byte_size(done, language), byte_size(all, language))
        }
        Some(_) => texts.unpacking.to_owned(),
    };
    let bar = move || {
        sent.get().map(|(done, all)| {
            view! { <progress aria-label=texts.sending max=all.to_string() value=done.to_string() /> }
        })
    };
    view! {
        <form class="fields-column" novalidate on:submit=submit>
            <div class="field" class:invalid=move || errors.of(FIELD).is_some()>
                <label for=FIELD>{texts.files}</label>
                <input
                    type="file"
                    id=FIELD
                    multiple
                    required
                    aria-describedby="import-files-error import-files-hint"
                    aria-invalid=errors.aria_invalid(FIELD)
                />
                <p class="error" id="import-files-error" role="alert">{move || errors.of(FIELD)}</p>
                <p class="hint" id="import-files-hint">{texts.files_hint}</p>
            </div>
            <div>
                <button class="button" aria-busy=move || is_busy().to_string() disabled=is_busy>{texts.send}</button>
                {bar}
                <p class="hint" aria-live="polite">{state}</p>
            </div>
        </form>
    }
}
