//! A file lock that marks the database as in use, on an empty file beside it (`site.db.lock`).
//!
//! SQLite's own locks come and go with connections, and an idle site may have none. This one is held as long as the
//! process uses the database. The OS releases it when the process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::path::Path;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::database_files::lock_file;
use super::file_permission::PRIVATE;

/// Delay between two attempts.
const PAUSE: Duration = Duration::from_millis(50);

/// A held lock. Released on drop.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock shared with others. Returns `None` if another process held it exclusively for the whole time of
    /// `patience`.
    pub async fn share(database: &Path, patience: Duration) -> io::Result<Option<Lock>> {
        take(database, patience, File::try_lock_shared).await
    }

    /// Takes the lock exclusively. Returns `None` if others held it for the whole time of `patience`.
    pub async fn own(database: &Path, patience: Duration) -> io::Result<Option<Lock>> {
        take(database, patience, File::try_lock).await
    }

    /// Downgrades the lock to a shared one.
    pub fn admit_others(&self) -> io::Result<()> {
        self.0.lock_shared()
    }
}

async fn take(
    database: &Path,
    patience: Duration,
    take: fn(&File) -> Result<(), TryLockError>,
) -> io::Result<Option<Lock>> {
    let file = open(database)?;
    let end = Instant::now() + patience;
    loop {
        match take(&file) {
            Ok(()) => return Ok(Some(Lock(file))),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if Instant::now() >= end => return Ok(None),
            Err(TryLockError::WouldBlock) => sleep(PAUSE).await,
        }
    }
}

fn open(database: &Path) -> io::Result<File> {
    let path = lock_file(database);
    let known = path.exists();
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(PRIVATE).open(&path);
    match opened {
        // Created by another user, such as root: read permission is enough for locking.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return File::open(path),
        Ok(_) if !known => take_after(&path, database),
        _ => {}
    }
    opened
}

/// Gives a new lock file to the owner of the database: root may have created it for a site that runs as another user.
/// SQLite does the same with its files.
fn take_after(lock: &Path, database: &Path) {
    if let Ok(found) = fs::metadata(database)
        && let Err(error) = chown(lock, Some(found.uid()), Some(found.gid()))
    {
        tracing::debug!(%error, "{} keeps its owner", lock.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_lock_is_exclusive_or_shared() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("site.db");
        let first = Lock::share(&database, Duration::ZERO).await.unwrap().unwrap();
        let second = Lock::share(&database, Duration::ZERO).await.unwrap();
        assert!(second.is_some());
        assert!(Lock::own(&database, Duration::ZERO).await.unwrap().is_none());
        drop((first, second));
        let alone = Lock::own(&database, Duration::ZERO).await.unwrap().unwrap();
        assert!(Lock::share(&database, Duration::ZERO).await.unwrap().is_none());
        alone.admit_others().unwrap();
        assert!(Lock::share(&database, Duration::ZERO).await.unwrap().is_some());
    }
}
