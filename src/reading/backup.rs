//! State of the backups.

use crate::clock::now;
use crate::i18n::date::{self, DateStyle};
use crate::model::admin::backup::{BackupCopy, Backups, CopyReason, LastBackup};
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::sqlite::database_files::{CopyKind, DatabaseCopy, list_copies};
use crate::store::{health, settings};

/// Reads the backups page.
pub async fn read_backups(state: &AppState) -> Result<Backups, Error> {
    let file = state.store.file();
    let mut reading = state.store.read().await?;
    let last = read_last(state, &mut reading).await?;
    let bytes = health::measure(&state.store, &mut reading).await?;
    let copies = list_copies(file).map_err(|error| {
        tracing::error!(%error, "the copies beside the database cannot be listed");
        Error::Internal
    })?;
    let copies = copies.into_iter().map(|copy| present(state, copy)).collect();
    Ok(Backups { last, bytes, copies })
}

/// Returns when the site was last backed up.
pub async fn read_last(state: &AppState, reading: &mut Connection) -> Result<Option<LastBackup>, Error> {
    let stored = settings::find(reading, settings::LAST_BACKUP).await?;
    let Some(at) = stored.and_then(|text| text.parse::<i64>().ok()) else { return Ok(None) };
    Ok(Some(LastBackup { day: date::format(at, DateStyle::Day, &state.settings().site), age: now() - at }))
}

fn present(state: &AppState, copy: DatabaseCopy) -> BackupCopy {
    BackupCopy {
        name: copy.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        reason: match copy.kept {
            CopyKind::Before(version) => CopyReason::Upgrade(version),
            CopyKind::Replaced => CopyReason::Restore,
        },
        made: date::format(copy.made.as_millisecond(), DateStyle::Minute, &state.settings().site),
        bytes: copy.bytes,
    }
}
