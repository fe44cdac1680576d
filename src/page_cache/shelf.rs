use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::{Counters, Page};
use crate::model::Milliseconds;
use crate::store::change::Change;

/// How many changes are remembered for pages that are being rendered. Who takes longer than that many writes is not kept.
const REMEMBERED: usize = 1024;
/// What part of the pages makes room when there is none: the longest unused.
const PART: usize = 8;

/// Pages by key, and which of them depend on what.
pub struct Shelf {
    limit: usize,
    bytes: usize,
    pages: HashMap<String, Arc<Page>>,
    /// The keys of pages that show the comments of a post.
    by_post: HashMap<i64, HashSet<String>>,
    /// Counts the changes.
    clock: u64,
    /// The last changes, and when they were.
    recent: VecDeque<(u64, Change)>,
    /// Counts the uses.
    uses: AtomicU64,
    fills: u64,
    voids: u64,
}

impl Shelf {
    pub fn new(limit: usize) -> Shelf {
        Shelf {
            limit,
            bytes: 0,
            pages: HashMap::new(),
            by_post: HashMap::new(),
            clock: 0,
            recent: VecDeque::new(),
            uses: AtomicU64::new(0),
            fills: 0,
            voids: 0,
        }
    }

    pub fn clock(&self) -> u64 {
        self.clock
    }

    pub fn counters(&self) -> Counters {
        let (pages, bytes) = (self.pages.len() as u64, self.bytes as u64);
        Counters { fills: self.fills, voids: self.voids, pages, bytes, ..Counters::default() }
    }

    pub fn find(&self, key: &str, now: Milliseconds) -> Option<Arc<Page>> {
        let page = self.pages.get(key).filter(|page| page.noted.until.is_none_or(|until| now < until))?;
        page.used.store(self.uses.fetch_add(1, Relaxed), Relaxed);
        Some(page.clone())
    }

    /// Keeps a page that somebody began to render at `began`, unless a change since then concerns it.
    pub fn keep(&mut self, key: &str, page: Arc<Page>, began: u64) {
        let forgotten = self.recent.front().is_some_and(|(oldest, _)| *oldest > began + 1);
        let concerns = |change: &Change| match change {
            Change::Everything => true,
            Change::Comments(post) => page.noted.posts.contains(post),
        };
        let stale = self.recent.iter().any(|(clock, change)| *clock > began && concerns(change));
        let too_large = page.bytes() > self.limit / PART;
        if stale || too_large || (forgotten && self.clock > began) {
            return;
        }
        self.remove(key);
        if self.bytes + page.bytes() > self.limit {
            self.make_room();
        }
        for post in &page.noted.posts {
            self.by_post.entry(*post).or_default().insert(key.to_owned());
        }
        page.used.store(self.uses.fetch_add(1, Relaxed), Relaxed);
        self.bytes += page.bytes();
        self.pages.insert(key.to_owned(), page);
        self.fills += 1;
    }

    /// Puts out what changes concern, and remembers them for pages under way.
    pub fn void(&mut self, changes: &[Change]) {
        for change in changes {
            self.clock += 1;
            if self.recent.len() == REMEMBERED {
                self.recent.pop_front();
            }
            self.recent.push_back((self.clock, *change));
            match change {
                Change::Everything => {
                    self.voids += self.pages.len() as u64;
                    self.pages.clear();
                    self.by_post.clear();
                    self.bytes = 0;
                }
                Change::Comments(post) => {
                    for key in self.by_post.remove(post).unwrap_or_default() {
                        self.remove(&key);
                        self.voids += 1;
                    }
                }
            }
        }
    }

    fn remove(&mut self, key: &str) {
        let Some(page) = self.pages.remove(key) else { return };
        self.bytes -= page.bytes();
        for post in &page.noted.posts {
            if let Some(keys) = self.by_post.get_mut(post) {
                keys.remove(key);
                if keys.is_empty() {
                    self.by_post.remove(post);
                }
            }
        }
    }

    fn make_room(&mut self) {
        let mut uses: Vec<u64> = self.pages.values().map(|page| page.used.load(Relaxed)).collect();
        uses.sort_unstable();
        let Some(oldest) = uses.get(uses.len() / PART).copied() else { return };
        let keys: Vec<String> = self
            .pages
            .iter()
            .filter(|(_, page)| page.used.load(Relaxed) <= oldest)
            .map(|(key, _)| key.clone())
            .collect();
        for key in keys {
            self.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_cache::Notes;

    fn page(posts: &[i64], length: usize) -> Arc<Page> {
        let notes = Notes::default();
        posts.iter().for_each(|post| notes.depend_on_comments(*post));
        // Random enough not to be compressed to nothing is not needed: the body itself counts.
        Arc::new(Page::finish(vec![b'x'; length].into(), &notes))
    }

    #[test]
    fn a_write_puts_out_what_it_concerns_and_nothing_else() {
        let mut shelf = Shelf::new(1 << 20);
        for (key, posts) in [("/", &[1, 2][..]), ("/posts/a", &[1]), ("/posts/b", &[2])] {
            shelf.keep(key, page(posts, 100), 0);
        }
        shelf.void(&[Change::Comments(1)]);
        let kept = |shelf: &Shelf| ["/", "/posts/a", "/posts/b"].map(|key| shelf.find(key, 0).is_some());
        assert_eq!(kept(&shelf), [false, false, true]);
        assert_eq!(shelf.counters().voids, 2);
        shelf.void(&[Change::Everything]);
        assert_eq!(kept(&shelf), [false, false, false]);
        assert_eq!((shelf.bytes, shelf.by_post.len()), (0, 0));
    }

    #[test]
    fn what_was_rendered_before_a_write_is_not_kept() {
        let mut shelf = Shelf::new(1 << 20);
        let began = shelf.clock();
        shelf.void(&[Change::Comments(7)]);
        shelf.keep("/posts/a", page(&[7], 100), began);
        assert!(shelf.find("/posts/a", 0).is_none());
        shelf.keep("/posts/b", page(&[8], 100), began);
        assert!(shelf.find("/posts/b", 0).is_some(), "the write did not concern it");
        for _ in 0..=REMEMBERED {
            shelf.void(&[Change::Comments(9)]);
        }
        shelf.keep("/posts/c", page(&[8], 100), began);
        assert!(shelf.find("/posts/c", 0).is_none(), "nobody knows any more what was written meanwhile");
    }

    #[test]
    fn pages_expire() {
        let mut shelf = Shelf::new(1 << 20);
        let notes = Notes::default();
        notes.expire(50);
        notes.expire(70);
        shelf.keep("/", Arc::new(Page::finish(vec![b'x'; 10].into(), &notes)), 0);
        assert!(shelf.find("/", 49).is_some() && shelf.find("/", 50).is_none());
    }

    #[test]
    fn the_longest_unused_make_room() {
        let mut shelf = Shelf::new(64 * 1024);
        for number in 0..40 {
            shelf.keep(&format!("/{number}"), page(&[], 4000), 0);
            assert!(shelf.find("/0", 0).is_some(), "what is used stays");
            assert!(shelf.bytes <= shelf.limit);
        }
        assert!(shelf.find("/1", 0).is_none());
        shelf.keep("/large", page(&[], 32 * 1024), 0);
        assert!(shelf.find("/large", 0).is_none(), "one page does not put out all others");
    }
}
