//! Who may read and write the files: their owner. They hold email addresses, drafts and the secret that signs links.

use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::database_files::{list_copies, own_files};

/// Read and written by the owner, and by nobody else.
pub const PRIVATE: u32 = 0o600;

/// Whether the file may be written, if it is there. SQLite opens one that may not be for reading, without a word, and
/// leaves files beside it that cannot be written either: better to hear of it now than when somebody writes.
pub fn require_writable(file: &Path) -> io::Result<()> {
    match access(file, Access::WRITE_OK) {
        Ok(()) | Err(rustix::io::Errno::NOENT) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Makes an empty file unless there is one: SQLite takes it for a new database, and gives what it makes beside it the
/// same permissions.
pub fn create_private(file: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The files of a database, its copies among them, that others than their owner may read or write; with their
/// permissions.
pub fn find_exposed(database: &Path) -> Vec<(PathBuf, u32)> {
    let copies = list_copies(database).unwrap_or_default().into_iter().map(|copy| copy.path);
    let permissions = |file: &PathBuf| fs::metadata(file).map(|found| found.mode() & 0o777);
    let files = own_files(database).into_iter().chain(copies);
    let files = files.filter_map(|file| permissions(&file).ok().map(|mode| (file, mode)));
    files.filter(|(_, mode)| mode & 0o077 != 0).collect()
}

/// Takes them away from all but their owner, as far as this process may.
pub fn protect(database: &Path) {
    for (file, mode) in find_exposed(database) {
        match fs::set_permissions(&file, Permissions::from_mode(PRIVATE)) {
            Ok(()) => tracing::info!("{} had the permissions {mode:o}; now only its owner may read it", file.display()),
            Err(error) => tracing::warn!(%error, "{} has the permissions {mode:o}", file.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Durability;
    use crate::store::Store;

    #[tokio::test]
    async fn the_files_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("site.db");
        let store = Store::open(&database, Durability::Normal).await.unwrap();
        store.write().await.unwrap().commit().await.unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "with log, index of the log and lock");
        assert!(find_exposed(&database).is_empty());
        store.close().await;
        drop(store);

        // An older Longan made them so.
        let copy = folder.path().join("site.db.before-0002-20261123T130047Z");
        fs::write(&copy, "").unwrap();
        let files = [&database, &copy, &folder.path().join("site.db.lock")];
        for file in files {
            fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
        }
        assert_eq!(find_exposed(&database).len(), 3);
        let _store = Store::open(&database, Durability::Normal).await.unwrap();
        assert!(find_exposed(&database).is_empty());
    }
}
