//! File system operations for putting a copy in place.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::BackupError;
use crate::store::sqlite::database_files::folder;

/// Resolves symbolic links, so that a copy replaces the file and not a link to it.
pub(super) fn resolve(file: &Path) -> Result<PathBuf, BackupError> {
    let failed = |error| BackupError::Write { path: file.to_owned(), error };
    match fs::canonicalize(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = file.file_name().ok_or_else(|| failed(error))?;
            Ok(fs::canonicalize(folder(file)).map_err(failed)?.join(name))
        }
        found => found.map_err(failed),
    }
}

/// Syncs the folder of a file, so that a new name survives a power failure.
pub(super) fn sync_folder(file: &Path) -> Result<(), BackupError> {
    let synced = File::open(folder(file)).and_then(|folder| folder.sync_all());
    synced.map_err(|error| BackupError::Write { path: file.to_owned(), error })
}

/// Gives a copy the owner of the file it will replace: the site may run as a different user than the restore. The copy
/// stays private.
pub(super) fn take_after(copy: &Path, original: &Path) -> io::Result<()> {
    let (was, is) = (fs::metadata(original)?, fs::metadata(copy)?);
    if (was.uid(), was.gid()) != (is.uid(), is.gid()) {
        std::os::unix::fs::chown(copy, Some(was.uid()), Some(was.gid()))?;
    }
    Ok(())
}
