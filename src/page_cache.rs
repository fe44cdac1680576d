//! Pages kept in memory, finished and compressed. A page notes while it is read what it depends on; a write voids the
//! pages that depend on what it has changed, before it is acknowledged: so nobody ever sees less than they have written.

pub mod accept_encoding;
mod cache_policy;
mod cached_page;
mod dependencies;
mod eviction;
mod index;
pub mod key;
mod shards;
mod single_flight;
mod site_chrome;

pub use cache_policy::CachePolicy;
pub use cached_page::{CachedPage, CompressionEffort, Representation};
pub use dependencies::PageDependencies;
pub use single_flight::{RenderGuard, SingleFlight};
pub use site_chrome::{CachedChrome, SiteChrome};

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::model::Milliseconds;
use crate::store::change_tracking::StoreChange;
use index::PageIndex;
use shards::Shards;

/// By key: when the rendering began, and where its result will be.
type PendingRenders = HashMap<String, (u64, watch::Receiver<Option<Arc<CachedPage>>>)>;

/// Pages come one after the other when there are fewer milliseconds than this between them.
const PAUSE: Milliseconds = 100;

/// The kept pages of a site.
pub struct PageCache {
    /// What all pages have around them.
    pub site_chrome: CachedChrome,
    /// What readers look at.
    shards: Shards,
    /// Who changes what is on the shelf holds this.
    index: Mutex<PageIndex>,
    /// Pages that are being rendered.
    pending_renders: Mutex<PendingRenders>,
    /// Whether a page is being compressed well: one at a time, since it is not urgent.
    recompressing: Arc<AtomicBool>,
    /// When a page was last finished.
    finished: AtomicI64,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// What the cache has done since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheCounters {
    /// Pages that were answered from memory.
    pub hits: u64,
    /// Pages that had to be rendered.
    pub misses: u64,
    /// Pages that were put in.
    pub fills: u64,
    /// Pages that a write has put out.
    pub invalidations: u64,
    /// What is in it now, in pages and bytes.
    pub pages: u64,
    pub bytes: u64,
}

impl PageCache {
    /// An empty cache of at most so many bytes; with none it keeps nothing.
    pub fn new(bytes: usize) -> PageCache {
        PageCache {
            site_chrome: CachedChrome::default(),
            shards: Shards::default(),
            index: Mutex::new(PageIndex::new(bytes)),
            pending_renders: Mutex::default(),
            recompressing: Arc::default(),
            finished: AtomicI64::new(0),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The page under a key, if it is there and still holds.
    pub fn find(&self, key: &str, now: Milliseconds) -> Option<Arc<CachedPage>> {
        let found = self.shards.find(key, now);
        match &found {
            Some(page) => {
                self.hits.fetch_add(1, Relaxed);
                self.recompress(page, now);
            }
            None => {
                self.misses.fetch_add(1, Relaxed);
            }
        }
        found
    }

    /// Has a page compressed well, beside everything else, when it has lasted.
    fn recompress(&self, page: &Arc<CachedPage>, now: Milliseconds) {
        if !page.deserves_more(now) || self.recompressing.swap(true, Relaxed) {
            return;
        }
        let (page, recompressing) = (page.clone(), self.recompressing.clone());
        spawn_blocking(move || {
            page.recompress();
            recompressing.store(false, Relaxed);
        });
    }

    /// Decides who renders a page that is missing: whoever asks first, unless something was written since they began.
    pub fn begin_render(self: &Arc<Self>, key: &str) -> SingleFlight {
        let clock = self.index().clock();
        let mut pending_renders = self.pending_renders();
        if let Some((began, result)) = pending_renders.get(key)
            && *began == clock
        {
            return SingleFlight::Follow(result.clone());
        }
        let (sender, result) = watch::channel(None);
        pending_renders.insert(key.to_owned(), (clock, result));
        SingleFlight::Lead(RenderGuard::new(self.clone(), key.to_owned(), clock, sender))
    }

    /// How much should be done for the page that is finished now.
    pub fn effort(&self, now: Milliseconds) -> CompressionEffort {
        match now - self.finished.swap(now, Relaxed) < PAUSE {
            true => CompressionEffort::Hurried,
            false => CompressionEffort::Calm,
        }
    }

    /// Puts pages out that a write has changed.
    pub fn invalidate(&self, changes: &[StoreChange]) {
        // Before the ledger's clock goes on: no page that begins after it shows the old ones.
        if changes.contains(&StoreChange::Everything) {
            self.site_chrome.invalidate();
        }
        let taken = self.index().invalidate(&self.shards, changes);
        // Freeing memory takes its time: the ledger is not held any more.
        drop(taken);
    }

    fn keep(&self, key: &str, page: &Arc<CachedPage>, began: u64) {
        let taken = self.index().keep(&self.shards, key, page, began);
        drop(taken);
    }

    /// What it has done.
    pub fn counters(&self) -> CacheCounters {
        let counters = self.index().counters();
        CacheCounters { hits: self.hits.load(Relaxed), misses: self.misses.load(Relaxed), ..counters }
    }

    fn index(&self) -> MutexGuard<'_, PageIndex> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pending_renders(&self) -> MutexGuard<'_, PendingRenders> {
        self.pending_renders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for PageCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counters().fmt(f)
    }
}
