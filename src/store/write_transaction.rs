use std::ops::{Deref, DerefMut};

use super::Database;
use super::change_tracking::ChangeListener;
use super::health::WriteHealth;
use super::{related_posts, search};
use crate::store::sql::{Connection, Engine};

/// A transaction on the write connection. It is rolled back unless it is committed.
#[derive(Debug)]
pub struct WriteTransaction {
    transaction: Connection,
    database: Database,
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
        transaction: Connection,
        database: Database,
        changes: ChangeListener,
        standing: WriteHealth,
    ) -> WriteTransaction {
        WriteTransaction { transaction, database, changes, standing }
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
            match finding {
                Indexing::Now => index(&mut self.transaction).await?,
                Indexing::Later => search::defer(&mut self.transaction).await?,
            }
            let changed = match &self.database {
                Database::Sqlite(database) => database.commit(self.transaction).await?,
                Database::Postgres(database) => database.commit(self.transaction).await?,
            };
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

/// Indexes what the transaction has changed, and computes its related posts. Storing the data is more important than that:
/// if it fails, both are left to the background task.
async fn index(transaction: &mut Connection) -> sqlx::Result<()> {
    let is_postgres = transaction.engine() == Engine::Postgres;
    // In PostgreSQL, nothing can be done after an error but to go back to a savepoint.
    if is_postgres {
        transaction.run("SAVEPOINT unindexed").await?;
    }
    let indexed = match search::index(transaction).await {
        Ok(posts) => related_posts::follow(transaction, &posts).await,
        Err(error) => Err(error),
    };
    if let Err(error) = indexed {
        tracing::error!(%error, "the search index could not be brought up to date");
        if is_postgres {
            transaction.run("ROLLBACK TO unindexed").await?;
        }
        search::defer(transaction).await?;
    }
    Ok(())
}

impl Deref for WriteTransaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}

impl DerefMut for WriteTransaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.transaction
    }
}
