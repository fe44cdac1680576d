use std::fs;
use std::path::{Path, PathBuf};

use super::file_system::{resolve, sync_folder, take_after};
use super::restore::fold_log;
use super::unnamed_copy::{Existing, UnnamedCopy};
use super::{BackupError, open_source};
use crate::store::sqlite::database_files::{CopyKind, SIDE_FILES, beside, folder, free_name, list_copies};

/// Number of snapshots to keep.
const KEPT: usize = 3;

/// A copy made before a migration.
#[derive(Debug)]
pub struct Snapshot {
    database: PathBuf,
    pub path: PathBuf,
}

impl Snapshot {
    /// Copies a database that we hold the lock on, before migration `version` and those after it.
    pub async fn make(database: &Path, version: i64) -> Result<Snapshot, BackupError> {
        let database = resolve(database)?;
        let mut source = open_source(&database).await?;
        let made = UnnamedCopy::make(&mut source, folder(&database)).await;
        let _ = source.close().await;
        let path = free_name(&database, CopyKind::Before(version));
        made?.keep_as(&path, Existing::Refuse)?;
        Ok(Snapshot { database, path })
    }

    /// Restores the database from the snapshot. We hold the lock, and have no open connection.
    pub async fn put_back(self) -> Result<(), BackupError> {
        let failed = |error| BackupError::Write { path: self.database.clone(), error };
        fold_log(&self.database).await?;
        take_after(&self.path, &self.database).map_err(failed)?;
        for ending in SIDE_FILES {
            match fs::remove_file(beside(&self.database, ending)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        fs::rename(&self.path, &self.database).map_err(failed)?;
        sync_folder(&self.database)
    }

    /// Deletes the oldest snapshots above the maximum. Errors are only logged.
    pub fn keep_last_few(&self) {
        let found = match list_copies(&self.database) {
            Ok(found) => found,
            Err(error) => return tracing::warn!(%error, "old snapshots cannot be looked for"),
        };
        let snapshots = found.into_iter().filter(|neighbour| matches!(neighbour.kept, CopyKind::Before(_)));
        for old in snapshots.skip(KEPT) {
            match fs::remove_file(&old.path) {
                Ok(()) => tracing::info!("the old snapshot {} has been removed", old.path.display()),
                Err(error) => tracing::warn!(%error, "the old snapshot {} cannot be removed", old.path.display()),
            }
        }
    }
}
