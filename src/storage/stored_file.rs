use super::{Checksum, KeyBatch, ObjectKey, StorageError};

/// The place of a file in the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub key: ObjectKey,
    /// In bytes.
    pub length: i64,
}

impl StoredFile {
    /// Returns a new place for a file, which has to be stored there.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn of(name: &str, content: &[u8]) -> Result<StoredFile, StorageError> {
        let key = ObjectKey::new(&Checksum::of(content), name)?;
        Ok(StoredFile { key, length: length(content) })
    }

    /// Returns the place of a file of a batch. `place` is the ID of a picture, and the number of the file.
    pub fn in_batch(batch: KeyBatch, place: (i64, usize), name: &str, content: &[u8]) -> StoredFile {
        let key = ObjectKey::in_batch(batch, place, &Checksum::of(content), name);
        StoredFile { key, length: length(content) }
    }
}

fn length(content: &[u8]) -> i64 {
    i64::try_from(content.len()).unwrap_or(i64::MAX)
}
