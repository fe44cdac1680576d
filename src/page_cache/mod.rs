//! Pages kept in memory, finished and compressed. A page notes while it is read what it depends on; a write voids the
//! pages that depend on what it has changed, before it is acknowledged: so nobody ever sees less than they have written.

mod flight;
mod key;
mod notes;
mod page;
mod shelf;

pub use flight::{Flight, Lead};
pub use key::key;
pub use notes::Notes;
pub use page::{Encoding, Page};

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tokio::sync::watch;

use crate::model::Milliseconds;
use crate::store::change::Change;
use shelf::Shelf;

/// By key: when the rendering began, and where its result will be.
type Flights = HashMap<String, (u64, watch::Receiver<Option<Arc<Page>>>)>;

/// The kept pages of a site.
pub struct PageCache {
    shelf: RwLock<Shelf>,
    /// Pages that are being rendered.
    flights: Mutex<Flights>,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// What the cache has done since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Pages that were answered from memory.
    pub hits: u64,
    /// Pages that had to be rendered.
    pub misses: u64,
    /// Pages that were put in.
    pub fills: u64,
    /// Pages that a write has put out.
    pub voids: u64,
    /// What is in it now, in pages and bytes.
    pub pages: u64,
    pub bytes: u64,
}

impl PageCache {
    /// An empty cache of at most so many bytes; with none it keeps nothing.
    pub fn new(bytes: usize) -> PageCache {
        PageCache {
            shelf: RwLock::new(Shelf::new(bytes)),
            flights: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The page under a key, if it is there and still holds.
    pub fn find(&self, key: &str, now: Milliseconds) -> Option<Arc<Page>> {
        let found = self.shelf.read().unwrap_or_else(PoisonError::into_inner).find(key, now);
        let counter = if found.is_some() { &self.hits } else { &self.misses };
        counter.fetch_add(1, Relaxed);
        found
    }

    /// Decides who renders a page that is missing: whoever asks first, unless something was written since they began.
    pub fn take_off(self: &Arc<Self>, key: &str) -> Flight {
        let clock = self.shelf.read().unwrap_or_else(PoisonError::into_inner).clock();
        let mut flights = self.flights();
        if let Some((began, result)) = flights.get(key)
            && *began == clock
        {
            return Flight::Follow(result.clone());
        }
        let (sender, result) = watch::channel(None);
        flights.insert(key.to_owned(), (clock, result));
        Flight::Lead(Lead::new(self.clone(), key.to_owned(), clock, sender))
    }

    /// Puts pages out that a write has changed.
    pub fn void(&self, changes: &[Change]) {
        self.shelf.write().unwrap_or_else(PoisonError::into_inner).void(changes);
    }

    /// What it has done.
    pub fn counters(&self) -> Counters {
        let shelf = self.shelf.read().unwrap_or_else(PoisonError::into_inner).counters();
        Counters { hits: self.hits.load(Relaxed), misses: self.misses.load(Relaxed), ..shelf }
    }

    fn flights(&self) -> MutexGuard<'_, Flights> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for PageCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counters().fmt(f)
    }
}
