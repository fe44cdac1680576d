use std::ops::{Deref, DerefMut};

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::change_tracking::{ChangeListener, collect};
use super::health::WriteHealth;
use super::search;

/// A transaction on the one connection that writes. Nothing is kept unless it is committed.
#[derive(Debug)]
pub struct WriteTransaction {
    transaction: Transaction<'static, Sqlite>,
    changes: ChangeListener,
    standing: WriteHealth,
}

/// When readers find what was written by searching.
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

    /// Keeps what was written. Whoever has to know of it does when this returns: so nobody reads what was before their
    /// own write. Once begun it goes on, also when its caller is dropped because a client has hung up: or else something
    /// could be kept that nobody was told of.
    pub async fn commit(self) -> sqlx::Result<()> {
        self.keep(Indexing::Now).await
    }

    /// The same for an import, and for comments as they come: what they bring is found a little later, when the server
    /// has taken it up.
    pub async fn commit_unindexed(self) -> sqlx::Result<()> {
        self.keep(Indexing::Later).await
    }

    async fn keep(mut self, finding: Indexing) -> sqlx::Result<()> {
        let standing = self.standing.clone();
        let commit = async move {
            if finding == Indexing::Later {
                search::defer(&mut self.transaction).await?;
            } else if let Err(error) = search::index(&mut self.transaction).await {
                // What was written counts more than that it is found.
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

    /// Drops what was written.
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
