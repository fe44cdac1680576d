use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use super::dependencies::ANY;
use super::eviction;
use super::shards::Shards;
use super::{CacheCounters, CachedPage};
use crate::store::change_tracking::StoreChange;

/// Number of changes remembered for pages that are being rendered. A page whose rendering spans more writes is not
/// cached.
const REMEMBERED: usize = 1024;
/// A page that takes more than this part of the memory is not cached.
const LARGEST_PART: usize = 8;

/// Tracks which pages are in the shards and what they depend on. All insertions and removals go through it; lookups do
/// not need it.
pub struct PageIndex {
    limit: usize,
    bytes: usize,
    pages: u64,
    /// Keys of the pages that show the comments of a post.
    by_post: HashMap<i64, HashSet<String>>,
    /// Number of changes so far.
    clock: u64,
    /// The most recent changes, with the clock at each.
    recent: VecDeque<(u64, StoreChange)>,
    fills: u64,
    invalidations: u64,
}

/// Removed pages, to be dropped after the index is unlocked.
pub type RemovedPages = Vec<Arc<CachedPage>>;

impl PageIndex {
    /// Creates the index of an empty cache of at most `limit` bytes.
    pub fn new(limit: usize) -> PageIndex {
        PageIndex {
            limit,
            bytes: 0,
            pages: 0,
            by_post: HashMap::new(),
            clock: 0,
            recent: VecDeque::new(),
            fills: 0,
            invalidations: 0,
        }
    }

    /// Returns the number of changes so far.
    pub fn clock(&self) -> u64 {
        self.clock
    }

    /// Returns the statistics, without hits and misses, which the index does not see.
    pub fn counters(&self) -> CacheCounters {
        let (pages, bytes) = (self.pages, self.bytes as u64);
        CacheCounters { fills: self.fills, invalidations: self.invalidations, pages, bytes, ..CacheCounters::default() }
    }

    /// Inserts a page whose rendering began at clock `began`, unless a later change affects it.
    pub fn keep(&mut self, shards: &Shards, key: &str, page: &Arc<CachedPage>, began: u64) -> RemovedPages {
        let forgotten = self.recent.front().is_some_and(|(oldest, _)| *oldest > began + 1);
        let stale = self.recent.iter().any(|(clock, change)| *clock > began && page.dependencies.is_affected(*change));
        let too_large = page.bytes() > self.limit / LARGEST_PART;
        if stale || too_large || (forgotten && self.clock > began) {
            return RemovedPages::new();
        }
        let mut taken = RemovedPages::new();
        taken.extend(self.remove(shards, key));
        while self.bytes + page.bytes() > self.limit {
            taken.extend(eviction::choose(shards).iter().filter_map(|key| self.remove(shards, key)));
        }
        for post in &page.dependencies.posts {
            self.by_post.entry(*post).or_default().insert(key.to_owned());
        }
        self.bytes += page.bytes();
        self.pages += 1;
        self.fills += 1;
        shards.put(key, page.clone());
        taken
    }

    /// Removes the pages affected by the changes, and remembers the changes for pages that are being rendered.
    pub fn invalidate(&mut self, shards: &Shards, changes: &[StoreChange]) -> RemovedPages {
        let mut taken = RemovedPages::new();
        for change in changes {
            self.clock += 1;
            if self.recent.len() == REMEMBERED {
                self.recent.pop_front();
            }
            self.recent.push_back((self.clock, *change));
            let before = taken.len();
            match change {
                StoreChange::Everything => {
                    taken.append(&mut shards.take_all());
                    self.by_post.clear();
                    (self.bytes, self.pages) = (0, 0);
                }
                StoreChange::Post(_) | StoreChange::Listed(_) | StoreChange::Term(_) => {
                    taken.append(&mut shards.take_affected(*change));
                    self.count_again(shards);
                }
                StoreChange::Comments(post) => {
                    let keys = [*post, ANY].into_iter().filter_map(|post| self.by_post.remove(&post)).flatten();
                    let keys: Vec<String> = keys.collect();
                    taken.extend(keys.iter().filter_map(|key| self.remove(shards, key)));
                }
            }
            self.invalidations += (taken.len() - before) as u64;
        }
        taken
    }

    /// Rebuilds what is known of the pages, of which only few are left.
    fn count_again(&mut self, shards: &Shards) {
        self.by_post.clear();
        (self.bytes, self.pages) = (0, 0);
        shards.for_each(|key, page| {
            self.bytes += page.bytes();
            self.pages += 1;
            for post in &page.dependencies.posts {
                self.by_post.entry(*post).or_default().insert(key.to_owned());
            }
        });
    }

    fn remove(&mut self, shards: &Shards, key: &str) -> Option<Arc<CachedPage>> {
        let page = shards.take(key)?;
        self.bytes -= page.bytes();
        self.pages -= 1;
        for post in &page.dependencies.posts {
            if let Some(keys) = self.by_post.get_mut(post) {
                keys.remove(key);
                if keys.is_empty() {
                    self.by_post.remove(post);
                }
            }
        }
        Some(page)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;
    use crate::page_cache::{CompressionEffort, PageDependencies, ShownContent};

    /// A late enough time, so that uses one second apart are told apart.
    const DAY: i64 = 86_400_000;

    fn page(posts: &[i64], length: usize, born: i64) -> Arc<CachedPage> {
        let mut dependencies = PageDependencies::default();
        posts.iter().for_each(|post| dependencies.depend_on_comments(*post));
        Arc::new(CachedPage::finish(
            HeaderMap::new(),
            vec![b'x'; length].into(),
            dependencies,
            CompressionEffort::Calm,
            born,
        ))
    }

    fn open(limit: usize) -> (PageIndex, Shards) {
        (PageIndex::new(limit), Shards::default())
    }

    #[test]
    fn a_write_invalidates_only_affected_pages() {
        let (mut index, shards) = open(1 << 20);
        let shown = [("/", &[1, 2][..]), ("/posts/a", &[1]), ("/posts/b", &[2]), ("/comments", &[ANY])];
        for (key, posts) in shown {
            index.keep(&shards, key, &page(posts, 100, DAY), 0);
        }
        assert_eq!(index.invalidate(&shards, &[StoreChange::Comments(1)]).len(), 3);
        let kept = || ["/", "/posts/a", "/posts/b", "/comments"].map(|key| shards.find(key, DAY).is_some());
        assert_eq!(kept(), [false, false, true, false]);
        assert_eq!((index.invalidations, index.pages), (3, 1));
        index.invalidate(&shards, &[StoreChange::Everything]);
        assert_eq!(kept(), [false; 4]);
        assert_eq!((index.invalidations, index.pages, index.bytes, index.by_post.len()), (4, 0, 0, 0));
    }

    #[test]
    fn a_changed_post_leaves_pages_that_do_not_show_it() {
        let (mut index, shards) = open(1 << 20);
        let mut dependencies = PageDependencies::default();
        dependencies.show_only(ShownContent { posts: [1].into(), terms: [5].into(), latest: false });
        dependencies.depend_on_comments(1);
        let effort = CompressionEffort::Calm;
        let front = CachedPage::finish(HeaderMap::new(), vec![b'x'; 100].into(), dependencies, effort, DAY);
        let began = index.clock();
        index.keep(&shards, "/", &Arc::new(front), began);
        index.keep(&shards, "/posts/a", &page(&[1], 100, DAY), began);
        assert_eq!(index.invalidate(&shards, &[StoreChange::Post(2), StoreChange::Term(4)]).len(), 1);
        assert!(shards.find("/", DAY).is_some() && shards.find("/posts/a", DAY).is_none());
        assert_eq!((index.pages, index.by_post.len()), (1, 1));
        assert_eq!(index.invalidate(&shards, &[StoreChange::Term(5)]).len(), 1);
        assert_eq!((index.pages, index.bytes, index.by_post.len()), (0, 0, 0));
    }

    #[test]
    fn pages_rendered_before_a_write_are_not_cached() {
        let (mut index, shards) = open(1 << 20);
        let began = index.clock();
        index.invalidate(&shards, &[StoreChange::Comments(7)]);
        index.keep(&shards, "/posts/a", &page(&[7], 100, DAY), began);
        assert!(shards.find("/posts/a", DAY).is_none());
        index.keep(&shards, "/comments", &page(&[ANY], 100, DAY), began);
        assert!(shards.find("/comments", DAY).is_none());
        index.keep(&shards, "/posts/b", &page(&[8], 100, DAY), began);
        assert!(shards.find("/posts/b", DAY).is_some(), "the write did not concern it");
        for _ in 0..=REMEMBERED {
            index.invalidate(&shards, &[StoreChange::Comments(9)]);
        }
        index.keep(&shards, "/posts/c", &page(&[8], 100, DAY), began);
        assert!(shards.find("/posts/c", DAY).is_none(), "nobody knows any more what was written meanwhile");
    }

    #[test]
    fn pages_expire_and_are_replaced() {
        let (mut index, shards) = open(1 << 20);
        let mut dependencies = PageDependencies::default();
        dependencies.expire(DAY + 50);
        dependencies.expire(DAY + 70);
        let expiring =
            CachedPage::finish(HeaderMap::new(), vec![b'x'; 10].into(), dependencies, CompressionEffort::Calm, DAY);
        index.keep(&shards, "/", &Arc::new(expiring), 0);
        assert!(shards.find("/", DAY + 49).is_some() && shards.find("/", DAY + 50).is_none());
        index.keep(&shards, "/", &page(&[], 10, DAY), 0);
        assert!(shards.find("/", DAY + 50).is_some());
        assert_eq!((index.pages, index.bytes), (1, page(&[], 10, DAY).bytes()));
    }

    #[test]
    fn pages_never_requested_again_are_evicted_first() {
        let (mut index, shards) = open(256 * 1024);
        for number in 0..200 {
            index.keep(&shards, &format!("/{number}"), &page(&[], 4000, DAY + number), 0);
            if number < 4 {
                assert!(shards.find(&format!("/{number}"), DAY + number * 2000).is_some());
            }
            assert!(index.bytes <= index.limit);
        }
        assert!((0..4).all(|number| shards.find(&format!("/{number}"), DAY + 9000).is_some()), "what is used stays");
        assert!(shards.find("/4", DAY).is_none() && shards.find("/199", DAY).is_some(), "of the others, the newest");
        index.keep(&shards, "/large", &page(&[], 32 * 1024, DAY), 0);
        assert!(shards.find("/large", DAY).is_none(), "one page does not put out all others");
    }
}
