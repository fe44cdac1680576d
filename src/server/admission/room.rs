use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// So many are worked on at once,
const PLACES: usize = 128;
/// so many more wait,
const WAITING: usize = 512;
/// for so long: better a quick no, and a site that goes on, than an answer nobody waits for any more.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where requests are worked on.
#[derive(Debug)]
pub struct Room {
    places: Semaphore,
    waiting: AtomicUsize,
}

impl Default for Room {
    fn default() -> Room {
        Room { places: Semaphore::new(PLACES), waiting: AtomicUsize::new(0) }
    }
}

impl Room {
    /// A place, until it is dropped; `None` when there is none soon.
    pub async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        self.enter_within(PATIENCE).await
    }

    async fn enter_within(&self, patience: Duration) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let waiting = Waiting::begin(&self.waiting)?;
        let place = timeout(patience, self.places.acquire()).await.ok()?.ok();
        drop(waiting);
        place
    }
}

/// Somebody who waits: they may go away at any time.
struct Waiting<'r>(&'r AtomicUsize);

impl<'r> Waiting<'r> {
    fn begin(count: &'r AtomicUsize) -> Option<Waiting<'r>> {
        if count.fetch_add(1, Relaxed) >= WAITING {
            count.fetch_sub(1, Relaxed);
            return None;
        }
        Some(Waiting(count))
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_room_says_no_and_has_room_again() {
        let room = Room::default();
        let mut places = Vec::new();
        for _ in 0..PLACES {
            places.push(room.enter().await.unwrap());
        }
        assert!(room.enter_within(Duration::ZERO).await.is_none(), "nobody leaves");
        let next = room.enter();
        tokio::pin!(next);
        assert!(futures::poll!(&mut next).is_pending());
        places.pop();
        assert!(next.await.is_some());
        assert!(room.enter().await.is_some(), "whoever waited has left, too");
        let waiting: Vec<_> = (0..WAITING).map(|_| Waiting::begin(&room.waiting)).collect();
        assert!(waiting.iter().all(Option::is_some) && Waiting::begin(&room.waiting).is_none());
        drop(waiting);
        assert!(Waiting::begin(&room.waiting).is_some());
    }
}
