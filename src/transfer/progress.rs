use std::sync::Arc;

/// Hears how much is done of how much: bytes of a file, read twice, or files of a folder.
pub type ImportProgress = Arc<dyn Fn(u64, u64) + Send + Sync>;
