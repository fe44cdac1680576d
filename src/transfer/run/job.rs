//! The task of an import.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use super::{A_DAY, perform};
use crate::clock::now;
use crate::model::admin::import::ImportStatus;
use crate::state::{AppState, HeldImport, JobProgress};
use crate::store::Store;
use crate::store::import_runs::{self, ImportRunRow};

/// How often the task looks for what another node was asked for.
const LOOK: Duration = Duration::from_secs(2);
/// How often it says how far it is.
const TELL: Duration = Duration::from_secs(3);

/// Begins the task of an import, unless it is running.
pub fn attend(state: AppState, id: i64, folder: PathBuf) {
    let Some(held) = state.imports.hold(id) else { return };
    tokio::spawn(async move {
        if let Err(error) = wait(&state, id, &folder, &held).await {
            tracing::error!(%error, "import {id} was given up");
        }
        drop(held);
        if let Err(error) = tokio::fs::remove_dir_all(&folder).await {
            tracing::warn!(%error, "the files of import {id} were not deleted");
        }
    });
}

/// Does what is asked for, until the import is over or nobody has asked for anything for a day.
async fn wait(state: &AppState, id: i64, folder: &std::path::Path, held: &HeldImport) -> sqlx::Result<()> {
    let mut answered = 0;
    let mut last = Instant::now();
    loop {
        let asked = state.imports.requests.notified();
        let found = async { import_runs::find(&mut *state.store.read().await?, id).await };
        let row = match found.await {
            Ok(row) => row,
            Err(error) => {
                // The files stay until the database is back.
                tracing::warn!(%error, "import {id} could not be read");
                tokio::time::sleep(LOOK).await;
                continue;
            }
        };
        let Some(row) = row else { return Ok(()) };
        match row.status {
            ImportStatus::Finished | ImportStatus::Undone => return Ok(()),
            status if status.is_running() && row.request > answered => {
                answered = row.request;
                held.progress.set(0, 0);
                answer(state, &row, folder, &held.progress).await?;
                last = Instant::now();
                continue;
            }
            _ => {}
        }
        if last.elapsed().as_millis() >= A_DAY.unsigned_abs().into() {
            return Ok(());
        }
        tell(&state.store, id, &held.progress).await;
        // Elsewhere, only another node can have been asked.
        let longest = if state.store.is_shared() { LOOK } else { Duration::from_mins(10) };
        let _ = timeout(longest, asked).await;
    }
}

/// Runs a check or an import, and stores how it ended.
async fn answer(
    state: &AppState,
    row: &ImportRunRow,
    folder: &std::path::Path,
    progress: &Arc<JobProgress>,
) -> sqlx::Result<()> {
    let (store, id, told) = (state.store.clone(), row.id, progress.clone());
    let telling = tokio::spawn(async move {
        loop {
            tell(&store, id, &told).await;
            sleep(TELL).await;
        }
    });
    let outcome = perform::perform(state, row, folder, progress).await;
    telling.abort();
    let mut writing = state.store.write().await?;
    match &outcome {
        Ok(report) => {
            let status = match row.status {
                ImportStatus::Checking => ImportStatus::Checked,
                _ => ImportStatus::Finished,
            };
            import_runs::end(&mut writing, id, status, report, "", now()).await?;
        }
        Err(problem) => import_runs::end(&mut writing, id, ImportStatus::Failed, "", problem, now()).await?,
    }
    writing.commit().await?;
    if outcome.is_ok() && row.status == ImportStatus::Importing {
        state.store.analyze().await;
        // Title and language may be new, and there is much to index.
        if let Err(error) = state.reload().await {
            tracing::error!(?error, "the settings could not be read after import {id}");
        }
    }
    Ok(())
}

async fn tell(store: &Store, id: i64, progress: &JobProgress) {
    let (done, total) = progress.get();
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if let Err(error) = import_runs::note_progress(store, id, number(done), number(total), now()).await {
        tracing::warn!(%error, "the progress of import {id} could not be stored");
    }
}
