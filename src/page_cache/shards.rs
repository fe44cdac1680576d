use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::CachedPage;
use crate::model::Milliseconds;
use crate::store::change_tracking::StoreChange;

/// With this many shards, readers and a writer rarely need the same one.
const SHARDS: usize = 32;

type Shard = HashMap<String, Arc<CachedPage>>;

/// Pages by key, in shards with a lock each: removing a page blocks only readers of its shard.
pub struct Shards([RwLock<Shard>; SHARDS]);

impl Default for Shards {
    fn default() -> Self {
        Shards(std::array::from_fn(|_| RwLock::default()))
    }
}

impl Shards {
    /// Returns the page under a key, if it is cached and has not expired.
    pub fn find(&self, key: &str, now: Milliseconds) -> Option<Arc<CachedPage>> {
        let part = self.read(key);
        let page = part.get(key).filter(|page| page.dependencies.until.is_none_or(|until| now < until))?;
        page.touch(now);
        Some(page.clone())
    }

    /// Inserts a page and returns the one it replaces.
    pub fn put(&self, key: &str, page: Arc<CachedPage>) -> Option<Arc<CachedPage>> {
        self.write(key).insert(key.to_owned(), page)
    }

    /// Removes a page.
    pub fn take(&self, key: &str) -> Option<Arc<CachedPage>> {
        self.write(key).remove(key)
    }

    /// Removes all pages.
    pub fn take_all(&self) -> Vec<Arc<CachedPage>> {
        let parts =
            self.0.iter().map(|part| std::mem::take(&mut *part.write().unwrap_or_else(PoisonError::into_inner)));
        parts.flat_map(HashMap::into_values).collect()
    }

    /// Removes the pages that a change affects.
    pub fn take_affected(&self, change: StoreChange) -> Vec<Arc<CachedPage>> {
        let mut taken = Vec::new();
        for part in &self.0 {
            let mut part = part.write().unwrap_or_else(PoisonError::into_inner);
            taken.extend(part.extract_if(|_, page| page.dependencies.is_affected(change)).map(|(_, page)| page));
        }
        taken
    }

    /// Calls `look` for every page, shard by shard.
    pub fn for_each(&self, mut look: impl FnMut(&str, &CachedPage)) {
        for part in &self.0 {
            let part = part.read().unwrap_or_else(PoisonError::into_inner);
            part.iter().for_each(|(key, page)| look(key, page));
        }
    }

    fn read(&self, key: &str) -> RwLockReadGuard<'_, Shard> {
        self.part(key).read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, key: &str) -> RwLockWriteGuard<'_, Shard> {
        self.part(key).write().unwrap_or_else(PoisonError::into_inner)
    }

    fn part(&self, key: &str) -> &RwLock<Shard> {
        // Keys differ at their ends. An overfull shard is only slower.
        let sum = key.bytes().rev().take(12).fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        &self.0[sum % SHARDS]
    }
}
