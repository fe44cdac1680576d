use std::sync::Arc;

/// Called with the progress and the total: bytes of a file, which is read twice, or files of a folder.
pub type ImportProgress = Arc<dyn Fn(u64, u64) + Send + Sync>;
