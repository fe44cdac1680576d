//! In-memory cache of rendered, compressed pages.
//!
//! A page records its dependencies while it is rendered. A write invalidates the pages that depend on the changed data
//! before it is acknowledged, so a client always sees its own writes.

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
pub use dependencies::{PageDependencies, ShownContent};
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

/// By key: the index clock at which rendering began, and the channel for the result.
type PendingRenders = HashMap<String, (u64, watch::Receiver<Option<Arc<CachedPage>>>)>;

/// Pages finished less than this many milliseconds apart are considered a burst.
const PAUSE: Milliseconds = 100;

/// The cached pages of a site.
pub struct PageCache {
    /// Data that surrounds every page.
    pub site_chrome: CachedChrome,
    /// The pages. Lookups need only this.
    shards: Shards,
    /// Bookkeeping. Locked by every change of `shards`.
    index: Mutex<PageIndex>,
    /// Pages that are being rendered.
    pending_renders: Mutex<PendingRenders>,
    /// Whether a page is being recompressed. One at a time, since it is not urgent.
    recompressing: Arc<AtomicBool>,
    /// When a page was last finished.
    finished: AtomicI64,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// Cache statistics since the start of the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheCounters {
    /// Pages served from the cache.
    pub hits: u64,
    /// Lookups that found no page.
    pub misses: u64,
    /// Pages inserted.
    pub fills: u64,
    /// Pages removed by writes.
    pub invalidations: u64,
    /// Pages in the cache now.
    pub pages: u64,
    /// Estimated bytes in the cache now.
    pub bytes: u64,
}

impl PageCache {
    /// Creates an empty cache of at most `bytes` bytes. With 0, nothing is cached.
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

    /// Returns the page under a key, if it is cached and has not expired.
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

    /// Recompresses a long-lived page in the background.
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

    /// Decides who renders a missing page: the first request, unless something was written since it began.
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

    /// Returns how much compression effort the page finished now is worth.
    pub fn effort(&self, now: Milliseconds) -> CompressionEffort {
        match now - self.finished.swap(now, Relaxed) < PAUSE {
            true => CompressionEffort::Hurried,
            false => CompressionEffort::Calm,
        }
    }

    /// Removes the pages affected by a write.
    pub fn invalidate(&self, changes: &[StoreChange]) {
        // Before the index clock advances, so that no page rendered after it shows the old data.
        if changes.iter().any(|change| change.is_content()) {
            self.site_chrome.invalidate();
        }
        let taken = self.index().invalidate(&self.shards, changes);
        // Freeing the pages takes time, so it happens after the index is unlocked.
        drop(taken);
    }

    fn keep(&self, key: &str, page: &Arc<CachedPage>, began: u64) {
        let taken = self.index().keep(&self.shards, key, page, began);
        drop(taken);
    }

    /// Returns the statistics.
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
