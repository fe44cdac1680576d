use std::ops::{Deref, DerefMut};

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::change_tracking::{ChangeListener, collect};
use super::health::WriteHealth;
use super::search;

/// A transaction on the write connection. It is rolled back unless it is committed.
#[derive(Debug)]
pub struct WriteTransaction {
    transaction: Transaction<'static, Sqlite>,
    changes: ChangeListener,
    standing: WriteHealth,
}

/// When the search index is updated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Indexing {
    Now,
    Later,
}

impl WriteTransaction {
    pub(super) fn new(
        transaction: Transaction<'static, Sqlite>,
        changes: ChangeListener,
        standing: WriteHealth,
    ) -> WriteTransaction {
        WriteTransaction { transaction, changes, standing }
    }

    /// Commits the transaction. The change listener has been notified when this returns, so clients always see their
    /// own writes.
    ///
    /// Once begun, the commit continues even if the future is dropped because a client has disconnected: otherwise data
    /// could be committed without notifying the listener.
    pub async fn commit(self) -> sqlx::Result<()> {
        self.keep(Indexing::Now).await
    }

    /// Commits the transaction, and leaves indexing for search to the server's background task. For imports and
    /// readers' comments.
    pub async fn commit_unindexed(self) -> sqlx::Result<()> {
        self.keep(Indexing::Later).await
    }

    async fn keep(mut self, finding: Indexing) -> sqlx::Result<()> {
        let standing = self.standing.clone();
        let commit = async move {
            if finding == Indexing::Later {
                search::defer(&mut self.transaction).await?;
            } else if let Err(error) = search::index(&mut self.transaction).await {
                // Storing the data is more important than indexing it.
                tracing::error!(%error, "the search index could not be brought up to date");
                search::defer(&mut self.transaction).await?;
            }
            let changed = collect(&mut self.transaction).await?;
            self.transaction.commit().await?;
            self.changes.tell(&changed);
            Ok(())
        };
        let noted = async move {
            let kept = commit.await;
            standing.note(&kept);
            kept
        };
        tokio::spawn(noted).await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }

    /// Rolls the transaction back.
    pub async fn rollback(self) -> sqlx::Result<()> {
        self.transaction.rollback().await
    }
}

impl Deref for WriteTransaction {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for WriteTransaction {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
