use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Maximum number of requests processed at once.
const MAX_CONCURRENT: usize = 128;
/// Maximum number of requests waiting for a slot.
const MAX_WAITING: usize = 512;
/// How long a request waits for a slot. Failing fast keeps the site responsive under overload; later responses would
/// often find no reader.
const WAIT_TIMEOUT: Duration = Duration::from_secs(2);

/// Limits how many requests are processed at once.
#[derive(Debug)]
pub struct ConcurrencyLimit {
    places: Semaphore,
    waiting: AtomicUsize,
}

impl Default for ConcurrencyLimit {
    fn default() -> ConcurrencyLimit {
        ConcurrencyLimit { places: Semaphore::new(MAX_CONCURRENT), waiting: AtomicUsize::new(0) }
    }
}

impl ConcurrencyLimit {
    /// Waits for a slot, which is held until the permit is dropped. `None` if none is free in time.
    pub async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.enter_within(WAIT_TIMEOUT).await
    }

    async fn enter_within(&self, patience: Duration) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let waiting = WaitingRequest::begin(&self.waiting)?;
        let place = timeout(patience, self.places.acquire()).await.ok()?.ok();
        drop(waiting);
        place
    }
}

/// Guard of a waiting request, which may be cancelled at any time.
struct WaitingRequest<'r>(&'r AtomicUsize);

impl<'r> WaitingRequest<'r> {
    fn begin(count: &'r AtomicUsize) -> Option<WaitingRequest<'r>> {
        if count.fetch_add(1, Relaxed) >= MAX_WAITING {
            count.fetch_sub(1, Relaxed);
            return None;
        }
        Some(WaitingRequest(count))
    }
}

impl Drop for WaitingRequest<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_limit_rejects_until_a_slot_is_free() {
        let room = ConcurrencyLimit::default();
        let mut places = Vec::new();
        for _ in 0..MAX_CONCURRENT {
            places.push(room.enter().await.unwrap());
        }
        assert!(room.enter_within(Duration::ZERO).await.is_none(), "nobody leaves");
        let next = room.enter();
        tokio::pin!(next);
        assert!(futures::poll!(&mut next).is_pending());
        places.pop();
        assert!(next.await.is_some());
        assert!(room.enter().await.is_some(), "whoever waited has left, too");
        let waiting: Vec<_> = (0..MAX_WAITING).map(|_| WaitingRequest::begin(&room.waiting)).collect();
        assert!(waiting.iter().all(Option::is_some) && WaitingRequest::begin(&room.waiting).is_none());
        drop(waiting);
        assert!(WaitingRequest::begin(&room.waiting).is_some());
    }
}
