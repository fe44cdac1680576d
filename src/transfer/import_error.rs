use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::markdown::MarkdownError;
use super::wordpress::ReadError;
use crate::store::files::FileError;

/// Why an import failed. Nothing was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    #[error("cannot open {}: {error}", path.display())]
    Open { path: PathBuf, error: io::Error },
    #[error("{}: {error}", path.display())]
    WordPress { path: PathBuf, error: ReadError },
    #[error(transparent)]
    Markdown(#[from] MarkdownError),
    #[error("the sample site is broken: {0}")]
    Sample(String),
    #[error(transparent)]
    File(FileError),
    #[error("the database failed: {0}")]
    Store(#[from] sqlx::Error),
}
