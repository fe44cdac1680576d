//! What takes the longer the longer a text is: away from the threads that answer requests.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::model::error::Error;

/// So many comments are worked on at once: that is enough for thousands a minute, and leaves room for reading.
static ROOM: Semaphore = Semaphore::const_new(2);

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does work on a thread of its own, when it is its turn. It goes on when nobody waits for it any more, and keeps its
/// place until then.
///
/// # Errors
/// [`Error::Unavailable`] when too much is being done already.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let turn = timeout(PATIENCE, ROOM.acquire()).await.map_err(|_| Error::Unavailable)?;
    let turn = turn.map_err(|_| Error::Internal)?;
    let done = spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| {
        tracing::error!(%error, "work on a comment broke off");
        Error::Internal
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::*;

    #[tokio::test]
    async fn few_are_at_work_at_once_and_not_on_this_thread() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let here = std::thread::current().id();
        let works = (0..20).map(|_| {
            let (now, most) = (now.clone(), most.clone());
            run(move || {
                most.fetch_max(now.fetch_add(1, SeqCst) + 1, SeqCst);
                std::thread::sleep(Duration::from_millis(5));
                now.fetch_sub(1, SeqCst);
                assert_ne!(std::thread::current().id(), here);
            })
        });
        assert!(futures::future::join_all(works).await.into_iter().all(|done| done.is_ok()));
        assert!(most.load(SeqCst) <= 2, "{most:?} at once");
    }
}
