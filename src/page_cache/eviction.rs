//! Which pages are evicted when the cache is full.

use std::sync::atomic::Ordering::Relaxed;

use super::shards::Shards;

/// One in so many pages is evicted at a time.
const EVICTED_PART: usize = 8;

/// Chooses the keys of the pages to evict: first those that were requested only once, so that a crawler that visits the
/// whole archive does not evict what people read; then the least recently used.
pub fn choose(shards: &Shards) -> Vec<String> {
    let mut pages: Vec<(i64, i64, String)> = Vec::new();
    shards.for_each(|key, page| pages.push((page.used.load(Relaxed), page.born, key.to_owned())));
    pages.sort_unstable();
    let count = pages.len().div_ceil(EVICTED_PART);
    pages.into_iter().take(count).map(|(_, _, key)| key).collect()
}
