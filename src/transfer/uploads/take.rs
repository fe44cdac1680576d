//! Takes a file into the media library.

use std::io::{self, Seek};
use std::path::Path;

use super::{ReferencedFile, folder};
use crate::media::{IncomingFile, IncomingLargeFile, Limits, UploadError, store_large_file, store_upload};
use crate::model::address::paths;
use crate::model::media::{MediaFormat, MediaKind};
use crate::storage::FileDigest;
use crate::store::Store;
use crate::store::media::MediaRow;
use crate::transfer::import_error::ImportError;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::report::ImportReport;

/// Imports a file. A rejected one is reported, and its URL stays as it is.
pub async fn take(
    store: &Store,
    path: &Path,
    seen: &ReferencedFile,
    report: &mut ImportReport,
) -> Result<Option<String>, ImportError> {
    let stored = match folder::is_picture(&path.to_string_lossy()) {
        true => store_picture(store, path, seen).await,
        false => store_file(store, path, seen).await,
    };
    match stored {
        Ok((row, kind)) => {
            report.count_file(kind);
            Ok(Some(paths::media(row.id, &row.name)))
        }
        Err(TakeError::Unreadable(error)) => {
            report.warn(ImportWarning::unreadable(path, error));
            Ok(None)
        }
        Err(TakeError::Upload(UploadError::Refused(refusal))) => {
            report.warn(ImportWarning::Refused(path.to_owned(), refusal));
            Ok(None)
        }
        Err(TakeError::Upload(UploadError::Store(error))) => Err(error.into()),
        Err(TakeError::Upload(UploadError::File(error))) => Err(ImportError::File(error)),
        Err(TakeError::Upload(error @ UploadError::GivenUp(_))) => {
            report.warn(ImportWarning::unreadable(path, error));
            Ok(None)
        }
    }
}

/// Why a file was not imported.
enum TakeError {
    /// It cannot be read from the folder.
    Unreadable(io::Error),
    Upload(UploadError),
}

impl From<io::Error> for TakeError {
    fn from(error: io::Error) -> TakeError {
        TakeError::Unreadable(error)
    }
}

impl From<UploadError> for TakeError {
    fn from(error: UploadError) -> TakeError {
        TakeError::Upload(error)
    }
}

async fn store_picture(store: &Store, path: &Path, seen: &ReferencedFile) -> Result<(MediaRow, MediaKind), TakeError> {
    let limits = Limits::default();
    let bytes = folder::read(path, &limits)?;
    let sent = IncomingFile { bytes, name: name_of(path), alt: seen.alt.clone(), user: None, at: seen.at };
    Ok((store_upload(store, limits, sent).await?, MediaKind::Picture))
}

/// Stores a file that is no picture by its extension. It is never whole in memory, and may be larger than an upload.
async fn store_file(store: &Store, path: &Path, seen: &ReferencedFile) -> Result<(MediaRow, MediaKind), TakeError> {
    let (mut file, format) = folder::recognize(path)?;
    let format = match format.map_err(UploadError::Refused)? {
        MediaFormat::File(format) => format,
        MediaFormat::Picture(_) => return store_picture(store, path, seen).await,
    };
    file.rewind()?;
    let digest = FileDigest::read(&file)?;
    let sent = IncomingLargeFile { file, digest, format, name: name_of(path), user: None, at: seen.at };
    Ok((store_large_file(store, sent).await?, format.kind()))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
