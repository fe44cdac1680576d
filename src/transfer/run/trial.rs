//! The database of a dry run.

use std::path::{Path, PathBuf};

use crate::store::Store;
use crate::store::backup::{Existing, copy_store};

/// Maximum size of a database that is copied, in bytes. A dry run in a larger one keeps others from writing.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;
/// Names of the files of the copy.
const COPY: &str = "trial.db";

/// A database in which a dry run may write. SQLite has one writer at a time, so it is a copy: readers' comments would wait
/// for the end of the dry run otherwise. In PostgreSQL they do not.
pub struct Trial {
    store: Store,
    copy: Option<PathBuf>,
}

impl Trial {
    /// Makes the copy in a folder, if there is room for it.
    pub async fn begin(store: &Store, folder: &Path) -> Trial {
        let whole = Trial { store: store.clone(), copy: None };
        let size = tokio::fs::metadata(store.file()).await.map(|data| data.len());
        if store.is_shared() || size.is_ok_and(|size| size > LARGEST) {
            return whole;
        }
        let copy = folder.join(COPY);
        if let Err(error) = copy_store(store, &copy, Existing::Replace).await {
            tracing::info!(%error, "a dry run has no copy of the database, and keeps others from writing");
            return whole;
        }
        match Store::open_copy(&copy).await {
            Ok(store) => Trial { store, copy: Some(copy) },
            Err(error) => {
                tracing::warn!(%error, "the copy of the database for a dry run cannot be opened");
                remove(&copy).await;
                whole
            }
        }
    }

    /// Returns the database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Removes the copy.
    pub async fn end(self) {
        if let Some(copy) = self.copy {
            self.store.close().await;
            remove(&copy).await;
        }
    }
}

async fn remove(copy: &Path) {
    for end in ["", "-wal", "-shm", ".lock"] {
        let mut file = copy.as_os_str().to_owned();
        file.push(end);
        let _ = tokio::fs::remove_file(PathBuf::from(file)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_dry_run_does_not_wait_for_writers_and_they_not_for_it() {
        let (store, _place) = testing::open().await;
        if store.is_shared() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let writing = store.write().await.unwrap();
        let trial = Trial::begin(&store, folder.path()).await;
        let held = trial.store().write().await.unwrap();
        writing.commit().await.unwrap();
        store.write().await.unwrap().commit().await.unwrap();
        held.rollback().await.unwrap();
        trial.end().await;
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
