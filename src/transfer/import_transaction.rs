//! The transaction of an import.

use super::import_options::ImportOptions;
use crate::store::import_runs::{self, Snapshot};
use crate::store::sql::Connection;
use crate::store::{Store, WriteTransaction};

/// A transaction that records what comes in, if the import can be undone.
pub struct ImportTransaction {
    transaction: WriteTransaction,
    recorded: Option<(i64, Snapshot)>,
    is_dry_run: bool,
}

impl ImportTransaction {
    /// Begins the transaction.
    pub async fn begin(store: &Store, options: &ImportOptions) -> sqlx::Result<ImportTransaction> {
        let mut transaction = store.write().await?;
        let recorded = match options.run.filter(|_| !options.dry_run) {
            Some(run) => Some((run, import_runs::begin_recording(&mut transaction).await?)),
            None => None,
        };
        Ok(ImportTransaction { transaction, recorded, is_dry_run: options.dry_run })
    }

    /// Returns the connection to write to.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.transaction
    }

    /// Commits the transaction, or rolls it back in a dry run.
    pub async fn conclude(mut self) -> sqlx::Result<()> {
        if self.is_dry_run {
            return self.transaction.rollback().await;
        }
        if let Some((run, before)) = self.recorded {
            import_runs::record(&mut self.transaction, run, &before).await?;
        }
        self.transaction.commit_unindexed().await
    }
}
