//! Group commit for small concurrent writes.
//!
//! With full durability a commit waits for the disk. Writes that arrive meanwhile share the next commit. Usually all of
//! them succeed; only if one fails are they repeated with a savepoint each, so that it alone is rolled back.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::future::BoxFuture;
use tokio::sync::oneshot;

use super::database_error::repeat;
use super::{Store, WriteTransaction};
use crate::store::sql::Connection;

/// Maximum number of writes per commit, so that other transactions get their turn.
const MAX_BATCH: usize = 256;

/// A queued write, independent of its result type.
trait GroupedWrite: Send {
    /// Runs the write in a transaction, again if an earlier transaction was rolled back. Returns whether it succeeded.
    fn attempt<'c>(&'c mut self, writing: &'c mut Connection) -> BoxFuture<'c, bool>;

    /// Sends the result to the caller, once it is known whether the commit succeeded.
    fn answer(self: Box<Self>, kept: sqlx::Result<()>);
}

struct PendingWrite<T, W> {
    write: W,
    done: Option<sqlx::Result<T>>,
    sender: oneshot::Sender<sqlx::Result<T>>,
}

impl<T, W> GroupedWrite for PendingWrite<T, W>
where
    T: Send + 'static,
    W: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, sqlx::Result<T>> + Send + 'static,
{
    fn attempt<'c>(&'c mut self, writing: &'c mut Connection) -> BoxFuture<'c, bool> {
        let attempt = (self.write)(writing);
        let done = &mut self.done;
        Box::pin(async move { done.insert(attempt.await).is_ok() })
    }

    fn answer(self: Box<Self>, kept: sqlx::Result<()>) {
        let result = match (self.done, kept) {
            // The write's own error is more specific than the commit's.
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(sqlx::Error::WorkerCrashed),
        };
        // The receiver may have been dropped.
        let _ = self.sender.send(result);
    }
}

/// The writes that wait for a commit.
#[derive(Clone, Default)]
pub(super) struct WriteQueue(Arc<Mutex<QueuedWrites>>);

#[derive(Default)]
struct QueuedWrites {
    queued_writes: VecDeque<Box<dyn GroupedWrite>>,
    /// Whether a leader is processing the queue.
    is_served: bool,
}

impl WriteQueue {
    /// Enqueues a write. Returns the leader's role if nobody has it.
    fn join(&self, queued: Box<dyn GroupedWrite>) -> Option<Leader> {
        let mut waiting = self.waiting();
        waiting.queued_writes.push_back(queued);
        let is_free = !std::mem::replace(&mut waiting.is_served, true);
        is_free.then(|| Leader { write_queue: self.clone(), has_ended: false })
    }

    /// Returns whether writes are waiting or running.
    pub(super) fn is_served(&self) -> bool {
        self.waiting().is_served
    }

    fn waiting(&self) -> MutexGuard<'_, QueuedWrites> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for WriteQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WriteQueue")
    }
}

/// The role of processing the queue until it is empty. There is at most one leader.
struct Leader {
    write_queue: WriteQueue,
    has_ended: bool,
}

impl Leader {
    /// Returns whether writes wait. If not, the role ends under the same lock, so that no write is left waiting.
    fn is_needed(&mut self) -> bool {
        let mut waiting = self.write_queue.waiting();
        waiting.is_served = !waiting.queued_writes.is_empty();
        self.has_ended = !waiting.is_served;
        waiting.is_served
    }

    /// Takes the next batch.
    fn take(&self) -> Vec<Box<dyn GroupedWrite>> {
        let mut waiting = self.write_queue.waiting();
        let count = waiting.queued_writes.len().min(MAX_BATCH);
        waiting.queued_writes.drain(..count).collect()
    }

    async fn serve(mut self, store: Store) {
        while self.is_needed() {
            // Others may hold the lock for some time, on another node, too. What arrives meanwhile is taken as well.
            let begun = store.write().await;
            keep(&store, begun, self.take()).await;
        }
    }
}

/// If the leader panics, the waiting writes get an error, and the next write starts a new leader.
impl Drop for Leader {
    fn drop(&mut self) {
        if !self.has_ended {
            *self.write_queue.waiting() = QueuedWrites::default();
        }
    }
}

impl Store {
    /// Runs a small write together with concurrent ones in one commit, and returns after that commit.
    ///
    /// A failing write is rolled back alone, and the others are committed; for that, `write` may run a second time
    /// after the first run was rolled back. The search index is updated a little later
    /// ([`super::WriteTransaction::commit_unindexed`]).
    ///
    /// Dropping the future does not cancel the write: it is done once or, if the commit fails, not at all.
    ///
    /// # Errors
    /// The write's own error, or that of the commit.
    pub async fn write_grouped<T, W>(&self, write: W) -> sqlx::Result<T>
    where
        T: Send + 'static,
        W: for<'c> Fn(&'c mut Connection) -> BoxFuture<'c, sqlx::Result<T>> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        if let Some(leader) = self.write_queue.join(Box::new(PendingWrite { write, done: None, sender })) {
            tokio::spawn(leader.serve(self.clone()));
        }
        receiver.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
    }

    /// Waits until all writes begun with [`Store::write_grouped`] are committed.
    pub(super) async fn settle(&self) {
        if self.write_queue.is_served() {
            // The queue is first-in, first-out.
            let _ = self.write_grouped(|_| Box::pin(async { Ok(()) })).await;
        }
    }
}

/// Runs writes in one transaction. The change listener is notified before any result is sent.
async fn keep(store: &Store, begun: sqlx::Result<WriteTransaction>, mut queued_writes: Vec<Box<dyn GroupedWrite>>) {
    let kept = match keep_all(begun, &mut queued_writes).await {
        Ok(true) => Ok(()),
        Ok(false) => keep_each(store, &mut queued_writes).await,
        Err(error) => Err(error),
    };
    if let Err(error) = &kept {
        tracing::error!(%error, "writes could not be kept");
    }
    for queued in queued_writes {
        queued.answer(kept.as_ref().copied().map_err(repeat));
    }
}

/// Commits all writes, or none if one of them fails.
async fn keep_all(
    begun: sqlx::Result<WriteTransaction>,
    queued_writes: &mut [Box<dyn GroupedWrite>],
) -> sqlx::Result<bool> {
    let mut writing = begun?;
    for queued in queued_writes {
        if !queued.attempt(&mut writing).await {
            // A full disk has already ended the transaction.
            let _ = writing.rollback().await;
            return Ok(false);
        }
    }
    writing.commit_unindexed().await.map(|()| true)
}

/// Commits those that do not fail.
async fn keep_each(store: &Store, queued_writes: &mut [Box<dyn GroupedWrite>]) -> sqlx::Result<()> {
    let mut writing = store.write().await?;
    for queued in queued_writes {
        writing.run("SAVEPOINT queued").await?;
        let is_done = queued.attempt(&mut writing).await;
        let ending = if is_done { "RELEASE queued" } else { "ROLLBACK TO queued; RELEASE queued" };
        // If this fails, SQLite has ended the transaction because of a temporary fault such as a full disk.
        writing.run(ending).await.map_err(|error| sqlx::Error::Io(io::Error::other(error)))?;
    }
    writing.commit_unindexed().await
}

#[cfg(test)]
mod tests;
