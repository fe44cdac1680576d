//! Files whose objects the storage has lost: whoever uploads the same bytes again mends them.

use crate::store::Store;
use crate::store::files::FileError;
use crate::store::media::{self, FileRow, NewFile};

/// Lists the files of a picture, or another file, whose objects are not in the storage, or of another length.
///
/// # Errors
/// The database or the storage failed.
pub(super) async fn find_lost(store: &Store, media: i64) -> Result<Vec<FileRow>, FileError> {
    let Some(bucket) = store.files.bucket() else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    let mut reading = store.read().await?;
    for source in media::list_sources(&mut reading, &[media]).await? {
        files.extend(media::find_file(&mut reading, media, &source.name).await?);
    }
    drop(reading);
    let mut lost = Vec::new();
    for file in files {
        if let Some(key) = file.key()
            && bucket.find_length(&key).await? != Some(file.length.unsigned_abs())
        {
            lost.push(file);
        }
    }
    Ok(lost)
}

/// Has lost files use the objects of new ones with the same names. The old keys are deleted later, whatever they hold.
///
/// # Errors
/// The database failed.
pub(super) async fn replace_lost(store: &Store, lost: &[FileRow], new: &[&mut NewFile]) -> sqlx::Result<()> {
    let mut writing = store.write().await?;
    for file in lost {
        let stored = new.iter().find(|new| new.name == file.name).and_then(|new| new.stored.as_ref());
        match (file.key(), stored) {
            (Some(key), Some(stored)) => {
                media::replace_object(&mut writing, file.id, &key, stored).await?;
            }
            _ => tracing::warn!(file = file.name, "a file stays lost: the upload has none of this name"),
        }
    }
    writing.commit().await
}
