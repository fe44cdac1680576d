//! Imports that are begun in the admin. The node that received the files runs them; their state is in the database. One
//! task per import waits for what is asked for: a dry run first, then perhaps the import itself.

mod job;
mod perform;
mod recognize;
mod trial;
mod unpack;

pub use super::received_folder::FOLDER;

use std::path::{Path, PathBuf};

use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::admin::import::{ImportChanges, ImportChoices, ImportStatus, SentFile};
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::import_runs::{self, ImportRunRow, Kept};

pub use unpack::UnpackError;

/// How long files wait for a decision, and how long an import can be undone.
pub const A_DAY: Milliseconds = 24 * 60 * 60 * 1000;
/// After this time without a sign, a node is taken to have stopped.
const SILENCE: Milliseconds = 30_000;
/// How many changed titles are named.
const NAMED: i64 = 50;

/// Returns the folder in which the folders of imports are.
pub fn place(state: &AppState) -> PathBuf {
    let folder = state.store.file().parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// Begins an import of received files with a dry run, and returns its ID. The folder is deleted when it is not needed any
/// more.
pub async fn begin(state: &AppState, user: i64, files: &[SentFile], folder: &Path) -> Result<i64, Error> {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let names = serde_json::to_string(&names).map_err(|_| Error::Internal)?;
    let choices = serde_json::to_string(&ImportChoices::default()).map_err(|_| Error::Internal)?;
    let folder = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut writing = state.store.write().await?;
    let id = import_runs::add(&mut writing, user, &names, &folder, &choices, now()).await?;
    writing.commit().await?;
    job::attend(state.clone(), id, place(state).join(folder));
    Ok(id)
}

/// Returns the names of the folders whose imports a node attends to.
pub async fn used_folders(state: &AppState) -> Result<Vec<String>, Error> {
    let mut reading = state.store.read().await?;
    let rows = import_runs::list(&mut reading, 1000).await?;
    Ok(rows.into_iter().filter(|row| is_attended(state, row)).map(|row| row.folder).collect())
}

/// Returns what an import is doing. One whose node has stopped has failed.
pub fn status(state: &AppState, row: &ImportRunRow) -> ImportStatus {
    match row.status.is_running() && !is_attended(state, row) {
        true => ImportStatus::Failed,
        false => row.status,
    }
}

/// Returns whether a node has the files.
fn is_attended(state: &AppState, row: &ImportRunRow) -> bool {
    let is_heard = state.store.is_shared() && row.seen_at.is_some_and(|at| now() - at < SILENCE);
    state.imports.progress(row.id).is_some() || is_heard
}

/// Asks for another dry run, or for the import. Only one runs at a time.
///
/// # Errors
///
/// [`Error::Conflict`] if another import is running, or this one has come in already; [`Error::Gone`] if its files are
/// not there any more.
pub async fn request(state: &AppState, id: i64, choices: &ImportChoices, is_dry_run: bool) -> Result<(), Error> {
    let json = serde_json::to_string(choices).map_err(|_| Error::Internal)?;
    let mut writing = state.store.write().await?;
    let row = import_runs::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    let rows = import_runs::list(&mut writing, 100).await?;
    let is_over = matches!(row.status, ImportStatus::Finished | ImportStatus::Undone);
    if is_over || rows.iter().any(|row| status(state, row).is_running()) {
        return Err(Error::Conflict);
    }
    let folder = place(state).join(&row.folder);
    let is_here = row.folder.starts_with(FOLDER) && folder.is_dir();
    let is_attended = is_attended(state, &row);
    if !is_attended && !is_here {
        return Err(Error::Gone);
    }
    let wanted = if is_dry_run { ImportStatus::Checking } else { ImportStatus::Importing };
    import_runs::request(&mut writing, id, wanted, &json).await?;
    writing.commit().await?;
    if !is_attended {
        // The node was restarted.
        job::attend(state.clone(), id, folder);
    }
    state.imports.requests.notify_waiters();
    Ok(())
}

/// Takes an import that has not come in off the list, with its files.
///
/// # Errors
///
/// [`Error::Conflict`] if it is running.
pub async fn discard(state: &AppState, id: i64) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    let row = import_runs::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    if status(state, &row).is_running() || matches!(row.status, ImportStatus::Finished) {
        return Err(Error::Conflict);
    }
    import_runs::remove(&mut writing, id).await?;
    writing.commit().await?;
    state.imports.requests.notify_waiters();
    Ok(())
}

/// Returns what was changed since an import came in.
pub async fn read_changes(state: &AppState, id: i64) -> Result<ImportChanges, Error> {
    let mut reading = state.store.read().await?;
    let brought = import_runs::read_brought(&mut reading, id).await?.ok_or(Error::NotFound)?;
    let titles = import_runs::list_changed(&mut reading, &brought, NAMED).await?;
    let number = import_runs::count_changed(&mut reading, &brought).await?;
    Ok(ImportChanges { number: number.unsigned_abs(), titles: titles.into_iter().map(|entry| entry.title).collect() })
}

/// Removes what came in with an import. Returns the number of removed posts and pages.
///
/// # Errors
///
/// [`Error::Conflict`] if it is not finished, or too old.
pub async fn undo(state: &AppState, id: i64, kept: Kept) -> Result<u64, Error> {
    let mut writing = state.store.write().await?;
    let row = import_runs::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    if !can_be_undone(&row) {
        return Err(Error::Conflict);
    }
    let brought = import_runs::read_brought(&mut writing, id).await?.ok_or(Error::Conflict)?;
    let removed = import_runs::undo(&mut writing, id, &brought, kept, now()).await?;
    writing.commit().await?;
    tracing::info!("import {id} was undone; {removed} posts and pages were removed");
    // The site may have another title and language now.
    state.reload().await?;
    Ok(removed)
}

/// Returns whether what came in can still be removed.
pub fn can_be_undone(row: &ImportRunRow) -> bool {
    row.status == ImportStatus::Finished && row.finished_at.is_some_and(|at| now() - at < A_DAY)
}

/// Returns what an import is doing, and whether it can be undone.
pub fn standing(state: &AppState, row: &ImportRunRow) -> (ImportStatus, bool) {
    (status(state, row), can_be_undone(row))
}
