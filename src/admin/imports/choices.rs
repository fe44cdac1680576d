use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ImportRuns;
use super::authors::AuthorChoices;
use crate::admin::error_page::{error_text_in, use_session_expiry};
use crate::admin::form_errors::{ErrorSummary, FormErrors};
use crate::admin::form_fields::{SelectField, TextField};
use crate::admin::reauthentication::use_reauthenticator;
use crate::admin::toast::use_toaster;
use crate::api::admin::imports::{discard_import, start_import};
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::import::{ImportChoices, ImportRun, ImportStatus, ImportSystem};
use crate::model::error::Error;

/// Renders the choices of an import, and the buttons that check again, import or discard it.
#[component]
pub fn ChoicesForm(run: RwSignal<ImportRun>) -> impl IntoView {
    let all = use_admin_texts();
    let texts = &all.imports;
    let ImportRuns(runs) = expect_context();
    let (expiry, reauthenticator, toaster) = (use_session_expiry(), use_reauthenticator(), use_toaster());
    let errors = FormErrors::new();
    let ImportRun { id, choices, status, .. } = run.get_untracked();
    let system = RwSignal::new(choices.system.map(ImportSystem::as_str).unwrap_or_default().to_owned());
    let address = RwSignal::new(choices.address);
    let category_base = RwSignal::new(choices.category_base);
    let strict = RwSignal::new(choices.strict);
    let fetch_media = RwSignal::new(choices.fetch_media);
    let authors = RwSignal::new(choices.authors);
    let is_sending = RwSignal::new(false);
    let explain = move |error: &Error| match error {
        Error::Conflict => texts.busy.to_owned(),
        Error::Gone => texts.files_gone.to_owned(),
        error => error_text_in(all, error),
    };
    let start = move |is_dry_run: bool| {
        if is_sending.get_untracked() {
            return;
        }
        is_sending.set(true);
        let choices = ImportChoices {
            system: ImportSystem::parse(&system.get_untracked()),
            address: address.get_untracked(),
            category_base: category_base.get_untracked(),
            strict: strict.get_untracked(),
            fetch_media: fetch_media.get_untracked(),
            authors: authors.get_untracked(),
        };
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| start_import(id, choices.clone(), is_dry_run)).await;
            expiry.note(&answer);
            is_sending.try_set(false);
            match answer {
                Ok(()) => {
                    let status = if is_dry_run { ImportStatus::Checking } else { ImportStatus::Importing };
                    run.try_update(|run| {
                        run.status = status;
                        run.progress = (0, 0);
                        run.choices = choices;
                    });
                }
                Err(error) => toaster.fail(explain(&error)),
            }
        });
    };
    let discard = move |_| {
        spawn_local(async move {
            let answer = reauthenticator.attempt(|| discard_import(id)).await;
            expiry.note(&answer);
            match answer {
                Ok(()) => runs.refetch(),
                Err(error) => toaster.fail(explain(&error)),
            }
        });
    };
    let systems = ImportSystem::ALL.map(|system| (system.as_str().to_owned(), (texts.system_name)(system).to_owned()));
    let systems = std::iter::once((String::new(), texts.recognized.to_owned())).chain(systems).collect::<Vec<_>>();
    let can_import = status == ImportStatus::Checked;
    view! {
        <ErrorSummary errors />
        <SelectField id=format!("import-{id}-system") label=texts.system value=system choices=systems errors />
        <TextField
            id=format!("import-{id}-address")
            label=texts.address
            hint=Signal::stored(texts.address_hint.to_owned())
            kind="url"
            value=address
            errors
        />
        <TextField
            id=format!("import-{id}-base")
            label=texts.category_base
            hint=Signal::stored(texts.category_base_hint.to_owned())
            value=category_base
            errors
        />
        {can_import.then(|| view! { <AuthorChoices id chosen=authors /> })}
        <Check id=format!("import-{id}-fetch") label=texts.fetch_media value=fetch_media />
        <Check id=format!("import-{id}-strict") label=texts.strict value=strict />
        <div class="actions">
            {can_import.then(|| view! {
                <button type="button" class="button" aria-busy=move || is_sending.get().to_string() on:click=move |_| start(false)>
                    {texts.import_now}
                </button>
            })}
            <button type="button" class="button quiet" on:click=move |_| start(true)>{texts.check_again}</button>
            <button type="button" class="button plain" on:click=discard>{texts.discard}</button>
        </div>
    }
}

#[component]
fn Check(id: String, label: &'static str, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="field check">
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=value
                checked=value.get_untracked()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <label for=id>{label}</label>
        </div>
    }
}
