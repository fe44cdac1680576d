use std::sync::Arc;

use crate::model::error::Error;
use crate::storage::StorageError;

/// Why the content of a file could not be read or stored. It is shared by all who wait for the same file.
#[derive(Clone, Debug, thiserror::Error)]
pub enum FileError {
    #[error("the database failed: {0}")]
    Store(Arc<sqlx::Error>),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the file cannot be read: {0}")]
    Read(Arc<std::io::Error>),
    #[error("the work was given up")]
    GivenUp,
}

impl FileError {
    /// Returns whether one file is lost or damaged, and others may be read.
    pub fn is_of_one_file(&self) -> bool {
        matches!(self, FileError::Storage(error) if error.is_of_one_object())
    }
}

impl From<sqlx::Error> for FileError {
    fn from(error: sqlx::Error) -> FileError {
        FileError::Store(Arc::new(error))
    }
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> FileError {
        FileError::Read(Arc::new(error))
    }
}

/// A storage that does not answer, or lacks an object, is temporary for readers: they are not told that there is no such
/// picture.
impl From<FileError> for Error {
    fn from(error: FileError) -> Error {
        match error {
            FileError::Store(error) => crate::store::database_error::repeat(&error).into(),
            FileError::Storage(error) => {
                tracing::error!(%error, "the storage failed");
                Error::Unavailable
            }
            FileError::Read(error) => {
                tracing::error!(%error, "a file could not be read");
                Error::Internal
            }
            FileError::GivenUp => Error::Internal,
        }
    }
}
