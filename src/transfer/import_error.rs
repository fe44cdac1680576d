use std::io;
use std::path::{Path, PathBuf};

use super::markdown::MarkdownError;
use super::wordpress::ReadError;
use crate::model::error::Error;
use crate::store::files::FileError;

/// Why an import failed. Nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("cannot open {}: {error}", path.display())]
    Open { path: PathBuf, error: io::Error },
    #[error("{}: {error}", path.display())]
    WordPress { path: PathBuf, error: ReadError },
    #[error("{}: {problem}", path.display())]
    Source { path: PathBuf, problem: String },
    #[error(transparent)]
    Markdown(#[from] MarkdownError),
    #[error("the sample site is broken: {0}")]
    Sample(String),
    #[error(transparent)]
    File(FileError),
    #[error("the database failed: {0}")]
    Store(#[from] sqlx::Error),
}

impl ImportError {
    /// Returns the error of a file that cannot be read, or is not what it should be.
    pub fn of(path: &Path, problem: impl ToString) -> ImportError {
        ImportError::Source { path: path.to_owned(), problem: problem.to_string() }
    }
}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Error {
        match error {
            ImportError::Store(error) => error.into(),
            error => {
                tracing::error!("the sample site could not be read: {error}");
                Error::Internal
            }
        }
    }
}
