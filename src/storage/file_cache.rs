use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use tokio::sync::{Semaphore, watch};

/// Maximum number of files that are read at once, since each is in memory as a whole.
const READS: usize = 8;
/// A file is not kept if it takes more than this part of the memory.
const PART: usize = 4;

/// The outcome of reading a file, once there is one.
type Outcome<E> = Option<Result<Bytes, E>>;

/// Files in memory, up to a number of bytes; those that were not asked for the longest are dropped. Several requests for
/// a file read it once. Clones are handles to the same files.
#[derive(Debug)]
pub struct FileCache<E> {
    limit: usize,
    kept: Arc<Mutex<KeptFiles<E>>>,
    reads: Arc<Semaphore>,
}

/// What a cache holds, and how often it had what was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheCounts {
    pub files: u64,
    pub bytes: u64,
    pub hits: u64,
    pub misses: u64,
}

#[derive(Debug)]
struct KeptFiles<E> {
    files: HashMap<String, (Bytes, u64)>,
    /// Names by the time they were last asked for.
    order: BTreeMap<u64, String>,
    /// Files that are being read.
    coming: HashMap<String, watch::Receiver<Outcome<E>>>,
    time: u64,
    counts: CacheCounts,
}

impl<E: Clone + Send + Sync + 'static> FileCache<E> {
    /// Returns an empty cache for this number of bytes.
    pub fn new(limit: usize) -> FileCache<E> {
        let kept = KeptFiles {
            files: HashMap::new(),
            order: BTreeMap::new(),
            coming: HashMap::new(),
            time: 0,
            counts: CacheCounts::default(),
        };
        FileCache { limit, kept: Arc::new(Mutex::new(kept)), reads: Arc::new(Semaphore::new(READS)) }
    }

    /// Returns a file from memory, or as `read` returns it. A read that has begun goes on if nobody waits any more.
    ///
    /// # Errors
    /// That of the read, for everybody who waits for it. `None` if it panicked.
    pub async fn get<F>(&self, name: &str, read: F) -> Result<Bytes, Option<E>>
    where
        F: Future<Output = Result<Bytes, E>> + Send + 'static,
    {
        let mut coming = {
            let mut kept = self.kept();
            if let Some(content) = kept.find(name) {
                return Ok(content);
            }
            match kept.coming.get(name) {
                Some(coming) => coming.clone(),
                None => {
                    let (sender, receiver) = watch::channel(None);
                    kept.coming.insert(name.to_owned(), receiver.clone());
                    tokio::spawn(self.clone().read(name.to_owned(), read, sender));
                    receiver
                }
            }
        };
        let outcome = coming.wait_for(Option::is_some).await.map_err(|_| None)?;
        outcome.clone().map_or(Err(None), |outcome| outcome.map_err(Some))
    }

    async fn read<F>(self, name: String, read: F, sender: watch::Sender<Outcome<E>>)
    where
        F: Future<Output = Result<Bytes, E>>,
    {
        // Removed even if the read panics: otherwise all who ask later would wait for it.
        let _coming = Coming { kept: self.kept.clone(), name: name.clone() };
        let _turn = self.reads.acquire().await;
        let outcome = read.await;
        if let Ok(content) = &outcome {
            self.kept().keep(name, content.clone(), self.limit);
        }
        let _ = sender.send(Some(outcome));
    }

    /// Drops all files.
    pub fn clear(&self) {
        let mut kept = self.kept();
        kept.files.clear();
        kept.order.clear();
        kept.counts.bytes = 0;
    }

    /// Returns what the cache holds.
    pub fn counts(&self) -> CacheCounts {
        let kept = self.kept();
        CacheCounts { files: kept.files.len() as u64, ..kept.counts }
    }

    fn kept(&self) -> MutexGuard<'_, KeptFiles<E>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<E> Clone for FileCache<E> {
    fn clone(&self) -> FileCache<E> {
        FileCache { limit: self.limit, kept: self.kept.clone(), reads: self.reads.clone() }
    }
}

/// The entry of a file that is being read.
struct Coming<E> {
    kept: Arc<Mutex<KeptFiles<E>>>,
    name: String,
}

impl<E> Drop for Coming<E> {
    fn drop(&mut self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).coming.remove(&self.name);
    }
}

impl<E> KeptFiles<E> {
    fn find(&mut self, name: &str) -> Option<Bytes> {
        let Some((content, at)) = self.files.get_mut(name) else {
            self.counts.misses += 1;
            return None;
        };
        self.counts.hits += 1;
        self.time += 1;
        self.order.remove(at);
        self.order.insert(self.time, name.to_owned());
        *at = self.time;
        Some(content.clone())
    }

    fn keep(&mut self, name: String, content: Bytes, limit: usize) {
        if content.len() > limit / PART || self.files.contains_key(&name) {
            return;
        }
        self.time += 1;
        self.counts.bytes += content.len() as u64;
        self.order.insert(self.time, name.clone());
        self.files.insert(name, (content, self.time));
        while self.counts.bytes > limit as u64 {
            let Some((_, oldest)) = self.order.pop_first() else { break };
            let length = self.files.remove(&oldest).map_or(0, |(content, _)| content.len() as u64);
            self.counts.bytes -= length;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn concurrent_requests_read_once_and_share_an_error() {
        let cache: FileCache<u32> = FileCache::new(1000);
        let reads = Arc::new(AtomicU32::new(0));
        for expected in [Err(Some(7)), Ok(Bytes::from_static(b"a"))] {
            let before = reads.load(SeqCst);
            let all = (0..20).map(|_| {
                let (reads, outcome) = (reads.clone(), expected.clone().map_err(Option::unwrap));
                cache.get("a", async move {
                    reads.fetch_add(1, SeqCst);
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    outcome
                })
            });
            for found in futures::future::join_all(all).await {
                assert_eq!(found, expected);
            }
            assert_eq!(reads.load(SeqCst), before + 1);
        }
        assert_eq!(cache.get("a", async { Err(8) }).await.unwrap(), "a", "from memory");
        assert_eq!(cache.get("b", async { panic!("on purpose") }).await, Err(None));
        assert_eq!(cache.get("b", async { Ok(Bytes::new()) }).await.unwrap(), "");
    }

    #[tokio::test]
    async fn memory_is_bounded_and_the_least_used_go() {
        let cache: FileCache<()> = FileCache::new(100);
        let put = |name: &'static str, length| cache.get(name, async move { Ok(Bytes::from(vec![0; length])) });
        for name in ["a", "b", "c", "d"] {
            put(name, 25).await.unwrap();
        }
        put("a", 0).await.unwrap();
        put("e", 25).await.unwrap();
        put("large", 26).await.unwrap();
        let counts = cache.counts();
        assert_eq!((counts.files, counts.bytes, counts.hits), (4, 100, 1));
        assert_eq!(put("a", 1).await.unwrap().len(), 25);
        assert_eq!(put("b", 1).await.unwrap().len(), 1, "it was dropped");
        cache.clear();
        assert_eq!(cache.counts().bytes, 0);
    }
}
