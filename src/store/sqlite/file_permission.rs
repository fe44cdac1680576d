//! File permissions: only the owner may read and write. The files hold email addresses, drafts and the secret that
//! signs links.

use std::fs::{self, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::database_files::{list_copies, own_files};

/// Mode for files that only the owner may read and write.
pub const PRIVATE: u32 = 0o600;

/// Checks that the file, if it exists, is writable. SQLite silently opens an unwritable file read-only, and creates
/// unwritable files beside it: better to fail now than at the first write.
pub fn require_writable(file: &Path) -> io::Result<()> {
    match access(file, Access::WRITE_OK) {
        Ok(()) | Err(rustix::io::Errno::NOENT) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Creates an empty file unless it exists. SQLite treats it as a new database, and gives its own files the same
/// permissions.
pub fn create_private(file: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Lists the files of a database and its copies that other users may read or write, with their modes.
pub fn find_exposed(database: &Path) -> Vec<(PathBuf, u32)> {
    let copies = list_copies(database).unwrap_or_default().into_iter().map(|copy| copy.path);
    let permissions = |file: &PathBuf| fs::metadata(file).map(|found| found.mode() & 0o777);
    let files = own_files(database).into_iter().chain(copies);
    let files = files.filter_map(|file| permissions(&file).ok().map(|mode| (file, mode)));
    files.filter(|(_, mode)| mode & 0o077 != 0).collect()
}

/// Removes other users' permissions, as far as this process may. Errors are only logged.
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
    async fn files_are_accessible_only_to_their_owner() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("site.db");
        let store = Store::open(&database, Durability::Normal).await.unwrap();
        store.write().await.unwrap().commit().await.unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "with log, index of the log and lock");
        assert!(find_exposed(&database).is_empty());
        store.close().await;
        drop(store);

        // As an older version left them.
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
