use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::choices::ChoicesForm;
use super::report::ReportView;
use super::undo::UndoButton;
use crate::api::admin::imports::read_import;
use crate::i18n::admin::use_admin_texts;
use crate::model::admin::import::{ImportRun, ImportStatus};

/// How often the progress is fetched.
const LOOK: Duration = Duration::from_millis(1500);

/// Renders an import: its progress, its report, and what can be done with it.
#[component]
pub fn RunCard(run: ImportRun) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let (id, name, created) = (run.id, run.files.join(", "), run.created.clone());
    let run = RwSignal::new(run);
    let status = Memo::new(move |_| run.with(|run| run.status));
    Effect::new(move || {
        if status.get().is_running() {
            look_later(run, id);
        }
    });
    let title_id = format!("import-{id}");
    let labelled = title_id.clone();
    let state = move || (texts.status)(status.get());
    let content = move || match status.get() {
        ImportStatus::Checking | ImportStatus::Importing => view! { <Progress run /> }.into_any(),
        ImportStatus::Checked => view! {
            <p>{texts.checked_about}</p>
            <ReportView id came_in=false />
            <ChoicesForm run />
        }
        .into_any(),
        ImportStatus::Failed => {
            let why = run.with_untracked(|run| run.error.clone());
            let why = if why.is_empty() { texts.interrupted.to_owned() } else { why };
            view! {
                <p class="error" role="alert">{why}</p>
                <ChoicesForm run />
            }
            .into_any()
        }
        ImportStatus::Finished => view! {
            <ReportView id came_in=true />
            {run.with_untracked(|run| run.can_be_undone).then(|| view! { <UndoButton id /> })}
        }
        .into_any(),
        ImportStatus::Undone => view! { <p>{texts.undone_about}</p> }.into_any(),
    };
    view! {
        <section class="inline-form" aria-labelledby=labelled>
            <h3 id=title_id>{name}</h3>
            <p class="hint">
                <time datetime=created.iso>{created.text}</time> " · " <span aria-live="polite">{state}</span>
            </p>
            {content}
        </section>
    }
}

#[component]
fn Progress(run: RwSignal<ImportRun>) -> impl IntoView {
    let texts = &use_admin_texts().imports;
    let label = move || (texts.status)(run.with(|run| run.status));
    let bar = move || match run.with(|run| run.progress) {
        (_, 0) => view! { <progress aria-label=label /> }.into_any(),
        (done, total) => {
            view! { <progress aria-label=label max=total.to_string() value=done.min(total).to_string() /> }.into_any()
        }
    };
    let is_importing = move || run.with(|run| run.status) == ImportStatus::Importing;
    view! {
        {bar}
        <Show when=is_importing><p class="hint">{texts.importing_about}</p></Show>
    }
}

/// Fetches the import again and again, while it is running and shown.
fn look_later(run: RwSignal<ImportRun>, id: i64) {
    let look = move || {
        spawn_local(async move {
            let is_running = match read_import(id).await {
                Ok(new) => {
                    let is_running = new.status.is_running();
                    run.try_set(new);
                    is_running
                }
                // The connection may come back.
                Err(_) => true,
            };
            if is_running && run.try_get_untracked().is_some() {
                look_later(run, id);
            }
        });
    };
    set_timeout(look, LOOK);
}
