use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// The backups page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Backups {
    pub last: Option<LastBackup>,
    /// Size of the database in bytes. A backup is at most as large.
    pub bytes: u64,
    /// Newest first.
    pub copies: Vec<BackupCopy>,
}

/// The last backup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastBackup {
    pub day: FormattedTime,
    /// Time since then, in milliseconds.
    pub age: i64,
}

/// A copy beside the database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupCopy {
    /// File name, which is also the end of its URL.
    pub name: String,
    pub reason: CopyReason,
    pub made: FormattedTime,
    pub bytes: u64,
}

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyReason {
    /// Before a migration to this version.
    Upgrade(i64),
    Restore,
}
