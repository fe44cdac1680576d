//! Pages kept in memory, finished and compressed. A page notes while it is read what it depends on; a write voids the
//! pages that depend on what it has changed, before it is acknowledged: so nobody ever sees less than they have written.

pub mod encoding;
mod flight;
pub mod key;
mod ledger;
mod notes;
mod page;
mod shelf;
mod surroundings;

pub use flight::{Flight, Lead};
pub use notes::Notes;
pub use page::{Effort, Form, Page};
pub use surroundings::{Present, Surroundings};

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::model::Milliseconds;
use crate::store::change::Change;
use ledger::Ledger;
use shelf::Shelf;

/// By key: when the rendering began, and where its result will be.
type Flights = HashMap<String, (u64, watch::Receiver<Option<Arc<Page>>>)>;

/// Pages come one after the other when there are fewer milliseconds than this between them.
const PAUSE: Milliseconds = 100;

/// The kept pages of a site.
pub struct PageCache {
    /// What all pages have around them.
    pub surroundings: Present,
    /// What readers look at.
    shelf: Shelf,
    /// Who changes what is on the shelf holds this.
    ledger: Mutex<Ledger>,
    /// Pages that are being rendered.
    flights: Mutex<Flights>,
    /// Whether a page is being compressed well: one at a time, since it is not urgent.
    refining: Arc<AtomicBool>,
    /// When a page was last finished.
    finished: AtomicI64,
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
            surroundings: Present::default(),
            shelf: Shelf::default(),
            ledger: Mutex::new(Ledger::new(bytes)),
            flights: Mutex::default(),
            refining: Arc::default(),
            finished: AtomicI64::new(0),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The page under a key, if it is there and still holds.
    pub fn find(&self, key: &str, now: Milliseconds) -> Option<Arc<Page>> {
        let found = self.shelf.find(key, now);
        match &found {
            Some(page) => {
                self.hits.fetch_add(1, Relaxed);
                self.refine(page, now);
            }
            None => {
                self.misses.fetch_add(1, Relaxed);
            }
        }
        found
    }

    /// Has a page compressed well, beside everything else, when it has lasted.
    fn refine(&self, page: &Arc<Page>, now: Milliseconds) {
        if !page.deserves_more(now) || self.refining.swap(true, Relaxed) {
            return;
        }
        let (page, refining) = (page.clone(), self.refining.clone());
        spawn_blocking(move || {
            page.refine();
            refining.store(false, Relaxed);
        });
    }

    /// Decides who renders a page that is missing: whoever asks first, unless something was written since they began.
    pub fn take_off(self: &Arc<Self>, key: &str) -> Flight {
        let clock = self.ledger().clock();
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

    /// How much should be done for the page that is finished now.
    pub fn effort(&self, now: Milliseconds) -> Effort {
        match now - self.finished.swap(now, Relaxed) < PAUSE {
            true => Effort::Hurried,
            false => Effort::Calm,
        }
    }

    /// Puts pages out that a write has changed.
    pub fn void(&self, changes: &[Change]) {
        // Before the ledger's clock goes on: no page that begins after it shows the old ones.
        if changes.contains(&Change::Everything) {
            self.surroundings.void();
        }
        let taken = self.ledger().void(&self.shelf, changes);
        // Freeing memory takes its time: the ledger is not held any more.
        drop(taken);
    }

    fn keep(&self, key: &str, page: &Arc<Page>, began: u64) {
        let taken = self.ledger().keep(&self.shelf, key, page, began);
        drop(taken);
    }

    /// What it has done.
    pub fn counters(&self) -> Counters {
        let counters = self.ledger().counters();
        Counters { hits: self.hits.load(Relaxed), misses: self.misses.load(Relaxed), ..counters }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
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
