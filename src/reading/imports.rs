//! The imports of the admin.

use crate::i18n::date::{self, DateStyle};
use crate::model::admin::import::{ImportReportView, ImportRun, ImportStatus};
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::authors;
use crate::store::import_runs::{self, ImportRunRow};

/// How many imports are listed.
const LISTED: i64 = 20;
/// How many warnings are shown. The file has all of them.
const WARNINGS: usize = 200;

/// Returns what is known of an import beside its row: what it is doing, and whether it can be undone.
pub type Standing = fn(&AppState, &ImportRunRow) -> (ImportStatus, bool);

/// Lists the newest imports.
pub async fn list(state: &AppState, standing: Standing) -> Result<Vec<ImportRun>, Error> {
    let rows = import_runs::list(&mut *state.store.read().await?, LISTED).await?;
    Ok(rows.into_iter().map(|row| present(state, row, standing)).collect())
}

/// Reads an import.
pub async fn read(state: &AppState, id: i64, standing: Standing) -> Result<ImportRun, Error> {
    let row = import_runs::find(&mut *state.store.read().await?, id).await?.ok_or(Error::NotFound)?;
    Ok(present(state, row, standing))
}

/// Reads the report of an import, with the first of its warnings.
pub async fn read_report(state: &AppState, id: i64) -> Result<ImportReportView, Error> {
    let mut reading = state.store.read().await?;
    let json = import_runs::read_report(&mut reading, id).await?.ok_or(Error::NotFound)?;
    let mut report: ImportReportView = serde_json::from_str(&json).unwrap_or_default();
    report.authors_here = authors::list_names(&mut reading).await?;
    let further = report.warnings.len().saturating_sub(WARNINGS);
    report.warnings.truncate(WARNINGS);
    report.further_warnings += further as u64;
    Ok(report)
}

fn present(state: &AppState, row: ImportRunRow, standing: Standing) -> ImportRun {
    let (status, can_be_undone) = standing(state, &row);
    let stored = (row.done.unsigned_abs(), row.total.unsigned_abs());
    ImportRun {
        id: row.id,
        status,
        files: serde_json::from_str(&row.files).unwrap_or_default(),
        choices: serde_json::from_str(&row.choices).unwrap_or_default(),
        created: date::format(row.created_at, DateStyle::Minute, &state.settings().site),
        progress: state.imports.progress(row.id).unwrap_or(stored),
        error: row.error,
        has_report: row.has_report,
        can_be_undone,
    }
}
