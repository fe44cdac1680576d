use std::fs::File;
use std::io::{Seek, SeekFrom};

use super::lost_files::{find_lost, replace_lost};
use super::upload::{UploadError, find, stem};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::media::FileFormat;
use crate::storage::FileDigest;
use crate::store::Store;
use crate::store::files::FileError;
use crate::store::media::{self, MediaRow, NewFile, NewMedia};

/// An uploaded or imported file on the disk that is not a picture.
#[derive(Debug)]
pub struct IncomingLargeFile {
    pub file: File,
    pub digest: FileDigest,
    pub format: FileFormat,
    /// The original file name, from which the stored name is derived.
    pub name: String,
    pub user: Option<i64>,
    /// The creation time, or `None` for now.
    pub at: Option<Milliseconds>,
}

/// Stores a file in the media library, as it is. If the same bytes are stored already, returns that file, and stores it
/// again if the storage has lost it.
///
/// # Errors
/// The file cannot be read, or the database or the storage failed.
pub async fn store_large_file(store: &Store, sent: IncomingLargeFile) -> Result<MediaRow, UploadError> {
    let IncomingLargeFile { mut file, digest, format, name, user, at } = sent;
    let checksum = digest.checksum.as_str().to_owned();
    let found = find(store, &checksum, "").await?;
    let lost = match &found {
        Some(found) => find_lost(store, found.id).await?,
        None => Vec::new(),
    };
    let name = match &found {
        Some(found) if lost.is_empty() => return Ok(found.clone()),
        Some(found) => found.name.clone(),
        None => format!("{}.{}", stem(&name, &checksum), format.extension()),
    };
    file.seek(SeekFrom::Start(0)).map_err(FileError::from)?;
    let stored = store.place_large(&name, &digest, tokio::fs::File::from_std(file)).await?;
    let content_type = format.content_type();
    let mut main = NewFile { name, content_type, width: 0, height: 0, content: Vec::new(), stored: Some(stored) };
    if let Some(found) = found {
        replace_lost(store, &lost, &[&mut main]).await?;
        return Ok(found);
    }
    let (digest, alt, created_at) = (checksum, String::new(), at.unwrap_or_else(now));
    let new = NewMedia { digest, alt, user_id: user, created_at, main, widths: Vec::new() };
    let mut writing = store.write().await?;
    // If another request stored the same file in the meantime, that row is found, and what was stored now is deleted
    // later.
    media::add(&mut writing, &new).await?;
    let row = media::find_by_digest(&mut writing, &new.digest).await?.ok_or(sqlx::Error::RowNotFound)?;
    writing.commit().await?;
    Ok(row)
}
