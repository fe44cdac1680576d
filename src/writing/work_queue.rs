//! Expensive work on texts: on blocking threads, a few at a time, and fair between users, so that one author cannot keep
//! the others from saving.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::model::error::Error;

/// Time limit of one task. The longest body takes about a second. A parser that is running when it is over ends first.
const LONGEST: Duration = Duration::from_secs(10);

/// How long a task waits for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(40);

/// Maximum number of tasks of one owner that run or wait; more are rejected at once.
const MAX_TASKS_OF_ONE: usize = 6;

/// At most half of the cores work on texts, so that the others handle requests.
static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Arc::new(Semaphore::new((cores / 2).max(1)))
});
static OWNERS: LazyLock<Mutex<HashMap<WorkOwner, OwnQueue>>> = LazyLock::new(Mutex::default);

/// The user on whose behalf work is done, by ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WorkOwner(pub i64);

/// The tasks of one owner: one at a time competes for a turn, so that all owners take turns.
struct OwnQueue {
    first: Arc<Semaphore>,
    tasks: usize,
}

/// A place in the queue of an owner, until it is dropped.
struct Place {
    owner: WorkOwner,
    first: Arc<Semaphore>,
}

impl Place {
    /// Returns `None` if the owner has too many tasks.
    fn take(owner: WorkOwner) -> Option<Place> {
        let mut owners = OWNERS.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = owners.entry(owner).or_insert_with(|| OwnQueue { first: Arc::new(Semaphore::new(1)), tasks: 0 });
        if queue.tasks >= MAX_TASKS_OF_ONE {
            return None;
        }
        queue.tasks += 1;
        Some(Place { owner, first: queue.first.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut owners = OWNERS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = owners.get_mut(&self.owner) {
            queue.tasks -= 1;
            if queue.tasks == 0 {
                owners.remove(&self.owner);
            }
        }
    }
}

/// Tells running work whether to stop, because its request was dropped or its time is over.
#[derive(Clone, Debug)]
pub struct Progress {
    is_abandoned: Arc<AtomicBool>,
    deadline: Instant,
}

impl Progress {
    /// Whether nobody waits for the work any more, or its time is over.
    pub fn is_over(&self) -> bool {
        self.is_abandoned.load(Ordering::Relaxed) || Instant::now() > self.deadline
    }
}

/// Sets the flag on drop: the future of a request is dropped when its connection closes.
struct AbandonOnDrop(Arc<AtomicBool>);

impl Drop for AbandonOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs expensive work on a blocking thread when it is the owner's turn. Waiting work is dropped with the future. Running
/// work is told through its [`Progress`] and holds its turn until it ends.
///
/// # Errors
///
/// [`Error::Unavailable`] if the owner has too many tasks or waits too long, [`Error::Internal`] if `work` panics.
pub async fn run_heavy<T: Send + 'static>(
    owner: WorkOwner,
    work: impl FnOnce(&Progress) -> T + Send + 'static,
) -> Result<T, Error> {
    let place = Place::take(owner).ok_or(Error::Unavailable)?;
    let turns = async {
        let first = place.first.clone().acquire_owned().await.map_err(|_| Error::Internal)?;
        let turn = TURNS.clone().acquire_owned().await.map_err(|_| Error::Internal)?;
        Ok::<_, Error>((first, turn))
    };
    let turns = timeout(LONGEST_WAIT, turns).await.map_err(|_| Error::Unavailable)??;
    let abandon = AbandonOnDrop(Arc::default());
    let progress = Progress { is_abandoned: abandon.0.clone(), deadline: Instant::now() + LONGEST };
    let task = spawn_blocking(move || {
        let done = work(&progress);
        drop((turns, place));
        done
    });
    task.await.map_err(|error| {
        tracing::error!(%error, "a text could not be worked on");
        Error::Internal
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, sync_channel};

    use super::*;

    /// Starts work that goes on until the sender is dropped.
    async fn block(owner: WorkOwner) -> (tokio::task::JoinHandle<Result<(), Error>>, Sender<()>) {
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let (begun, has_begun) = sync_channel(1);
        let task = tokio::spawn(run_heavy(owner, move |_| {
            let _ = begun.send(());
            let _ = ended.recv();
        }));
        spawn_blocking(move || has_begun.recv()).await.unwrap().unwrap();
        (task, end)
    }

    #[tokio::test]
    async fn abandoned_work_is_told_to_stop() {
        let (begun, has_begun) = sync_channel(1);
        let (ended, has_ended) = sync_channel(1);
        let work = run_heavy(WorkOwner(-1), move |progress| {
            let _ = begun.send(());
            while !progress.is_over() {
                std::thread::sleep(Duration::from_millis(1));
            }
            let _ = ended.send(progress.is_abandoned.load(Ordering::Relaxed));
        });
        let task = tokio::spawn(work);
        spawn_blocking(move || has_begun.recv()).await.unwrap().unwrap();
        task.abort();
        assert!(spawn_blocking(move || has_ended.recv()).await.unwrap().unwrap());
    }

    #[tokio::test]
    async fn an_owner_has_few_tasks_and_others_take_turns() {
        let (greedy, modest) = (WorkOwner(-2), WorkOwner(-3));
        let (running, end) = block(greedy).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let note = |owner| {
            let order = order.clone();
            tokio::spawn(run_heavy(owner, move |_| order.lock().unwrap().push(owner)))
        };
        let mut waiting: Vec<_> = (1..MAX_TASKS_OF_ONE).map(|_| note(greedy)).collect();
        tokio::task::yield_now().await;
        assert_eq!(run_heavy(greedy, |_| ()).await, Err(Error::Unavailable));
        waiting.push(note(modest));
        tokio::task::yield_now().await;
        drop(end);
        running.await.unwrap().unwrap();
        for task in waiting {
            task.await.unwrap().unwrap();
        }
        let order = order.lock().unwrap();
        let turn = order.iter().position(|owner| *owner == modest).unwrap();
        assert!(turn <= 2, "the other one waited for {turn} tasks");
        assert_eq!(order.len(), MAX_TASKS_OF_ONE);
    }
}
