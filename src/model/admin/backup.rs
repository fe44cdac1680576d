use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// What the backup page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backups {
    pub last: Option<LastBackup>,
    /// Of the database, in bytes: a backup is no larger.
    pub bytes: u64,
    /// The newest first.
    pub copies: Vec<BackupCopy>,
}

/// When the site was last backed up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastBackup {
    pub day: FormattedTime,
    /// How long before now, in milliseconds.
    pub age: i64,
}

/// A copy that lies beside the database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupCopy {
    /// Of the file; also the end of its address.
    pub name: String,
    pub reason: CopyReason,
    pub made: FormattedTime,
    pub bytes: u64,
}

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyReason {
    /// A migration, by its version.
    Upgrade(i64),
    Restore,
}
