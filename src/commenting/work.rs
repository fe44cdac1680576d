//! Runs work whose time grows with the length of a text on blocking threads, with bounded concurrency.

use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::model::error::Error;

/// Concurrency limit: enough for thousands of comments a minute, while leaving cores for readers.
static ROOM: Semaphore = Semaphore::const_new(2);

/// How long a comment waits for a permit.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs `work` on a blocking thread when a permit is available. It continues if the caller is dropped, and holds its
/// permit until it ends.
///
/// # Errors
///
/// [`Error::Unavailable`] if no permit is available in time, [`Error::Internal`] if `work` panics.
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
    async fn concurrency_is_limited_and_off_the_runtime_thread() {
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
