//! Runs a check or an import of received files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use super::recognize::{FoundFiles, recognize};
use super::trial::Trial;
use super::unpack::unpack_all;
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::imports::ImportTexts;
use crate::model::admin::import::{ImportChoices, ImportStatus, ImportSystem};
use crate::state::{AppState, JobProgress};
use crate::store::Store;
use crate::store::import_runs::{self, ImportRunRow};
use crate::transfer::import_error::ImportError;
use crate::transfer::import_options::ImportOptions;
use crate::transfer::report::ImportReport;
use crate::transfer::uploads::FetchOptions;
use crate::transfer::{disqus, feed, ghost, import, isso, medium, remark42, substack};

/// Runs a check or an import, and returns its report as JSON.
///
/// # Errors
///
/// Why nothing has come in, for the person who asked.
pub async fn perform(
    state: &AppState,
    row: &ImportRunRow,
    folder: &Path,
    progress: &Arc<JobProgress>,
) -> Result<String, String> {
    let settings = state.settings();
    let texts = &admin_texts(settings.site.language).imports;
    let choices: ImportChoices = serde_json::from_str(&row.choices).unwrap_or_default();
    let told = progress.clone();
    let is_dry_run = row.status == ImportStatus::Checking;
    let mut options = ImportOptions {
        dry_run: is_dry_run,
        time_zone: settings.site.time_zone.clone(),
        progress: Arc::new(move |done, total| told.set(done, total)),
        media: None,
        fetch: choices.fetch_media.then(FetchOptions::default),
        strict: choices.strict,
        language: settings.site.language,
        category_base: choices.category_base,
        authors: choices.authors.into_iter().map(|(login, id)| (login.to_lowercase(), id)).collect(),
        run: (!is_dry_run).then_some(row.id),
    };
    let files = folder.to_owned();
    let found = spawn_blocking(move || {
        unpack_all(&files).map_err(|error| error.text(texts))?;
        recognize(&files, choices.system).ok_or_else(|| texts.unknown_files.to_owned())
    });
    let found = found.await.map_err(|_| texts.failed.to_owned())??;
    if !is_dry_run {
        note_media(&state.store, row.id).await.map_err(|error| explain(&error.into(), folder, texts))?;
    }
    options.media.clone_from(&found.media);
    if choices.fetch_media && options.media.is_none() {
        let fetched = folder.join("fetched");
        tokio::fs::create_dir_all(&fetched).await.map_err(|_| texts.no_room.to_owned())?;
        options.media = Some(fetched);
    }
    let trial = if is_dry_run { Some(Trial::begin(&state.store, folder).await) } else { None };
    let store = trial.as_ref().map_or(&state.store, Trial::store).clone();
    let (address, language) = (choices.address, settings.site.language);
    // Reading a file is work for a thread that serves nobody.
    let handle = Handle::current();
    let imported =
        spawn_blocking(move || handle.block_on(async { run(&store, found, address.trim(), &options).await }));
    let imported = imported.await;
    if let Some(trial) = trial {
        trial.end().await;
    }
    let imported = imported.map_err(|_| texts.failed.to_owned())?;
    let report = imported.map_err(|error| explain(&error, folder, texts))?;
    Ok(without_folder(&report.json(language).to_string(), folder))
}

async fn note_media(store: &Store, id: i64) -> sqlx::Result<()> {
    let mut writing = store.write().await?;
    import_runs::note_media(&mut writing, id).await?;
    writing.commit().await
}

async fn run(
    store: &Store,
    found: FoundFiles,
    address: &str,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let first: PathBuf = found.paths.first().cloned().unwrap_or_default();
    match found.system {
        ImportSystem::WordPress => import::import_wordpress_files(store, &found.paths, options).await,
        ImportSystem::Ghost => ghost::import(store, &first, address, options).await,
        ImportSystem::Feed => feed::import(store, &first, options).await,
        ImportSystem::Medium => medium::import(store, &first, options).await,
        ImportSystem::Substack => substack::import(store, &first, address, options).await,
        ImportSystem::Markdown => import::import_markdown(store, &first, options).await,
        ImportSystem::Disqus => disqus::import(store, &first, options).await,
        ImportSystem::Isso => isso::import(store, &first, options).await,
        ImportSystem::Remark42 => remark42::import(store, &first, options).await,
    }
}

/// Returns what a person is told about an error. Those of the database are only logged.
fn explain(error: &ImportError, folder: &Path, texts: &ImportTexts) -> String {
    tracing::warn!(%error, "an import failed");
    match error {
        ImportError::Store(_) | ImportError::File(_) | ImportError::Sample(_) => texts.failed.to_owned(),
        error => without_folder(&error.to_string(), folder),
    }
}

/// Removes the path of the received files, which is nobody's business.
fn without_folder(text: &str, folder: &Path) -> String {
    let folder = folder.display().to_string();
    text.replace(&format!("{folder}/"), "").replace(&folder, "")
}
