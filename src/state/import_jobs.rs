//! The imports whose files this node has.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The imports whose files this node has, by ID.
#[derive(Debug, Default)]
pub struct ImportJobs {
    held: Mutex<HashMap<i64, Arc<JobProgress>>>,
    /// Wakes their tasks after something was asked for.
    pub requests: Notify,
}

/// How far an import is.
#[derive(Debug, Default)]
pub struct JobProgress {
    done: AtomicU64,
    total: AtomicU64,
}

impl JobProgress {
    /// Stores what is done, and all there is to do.
    pub fn set(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Returns what is done, and all there is to do.
    pub fn get(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}

/// The right to work on an import. There is one at a time.
#[derive(Debug)]
pub struct HeldImport {
    jobs: Arc<ImportJobs>,
    id: i64,
    pub progress: Arc<JobProgress>,
}

impl Drop for HeldImport {
    fn drop(&mut self) {
        self.jobs.lock().remove(&self.id);
    }
}

impl ImportJobs {
    /// Holds an import, unless a task of this node does already.
    pub fn hold(self: &Arc<Self>, id: i64) -> Option<HeldImport> {
        match self.lock().entry(id) {
            Entry::Occupied(_) => None,
            Entry::Vacant(place) => {
                let progress = place.insert(Arc::default()).clone();
                Some(HeldImport { jobs: self.clone(), id, progress })
            }
        }
    }

    /// Returns how far an import is, if this node has its files.
    pub fn progress(&self, id: i64) -> Option<(u64, u64)> {
        self.lock().get(&id).map(|progress| progress.get())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, Arc<JobProgress>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_has_one_task() {
        let jobs = Arc::new(ImportJobs::default());
        let held = jobs.hold(1).unwrap();
        held.progress.set(1, 2);
        assert!(jobs.hold(1).is_none() && jobs.progress(1) == Some((1, 2)));
        drop(held);
        assert!(jobs.progress(1).is_none() && jobs.hold(1).is_some());
    }
}
