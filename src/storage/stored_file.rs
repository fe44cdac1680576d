use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::{Checksum, KeyBatch, ObjectKey, StorageError};

/// Checksum and length of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest {
    pub checksum: Checksum,
    /// In bytes.
    pub length: u64,
}

impl FileDigest {
    /// Computes the digest of a file in memory.
    pub fn of(content: &[u8]) -> FileDigest {
        FileDigest { checksum: Checksum::of(content), length: content.len() as u64 }
    }

    /// Reads a file to its end.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(mut file: impl Read) -> io::Result<FileDigest> {
        let mut digest = DigestBuilder::default();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(digest.finish()),
                count => digest.add(&buffer[..count]),
            }
        }
    }
}

/// Computes the digest of a file that comes part by part.
#[derive(Default)]
pub struct DigestBuilder {
    hash: Sha256,
    length: u64,
}

impl DigestBuilder {
    /// Adds the next part.
    pub fn add(&mut self, part: &[u8]) {
        self.hash.update(part);
        self.length += part.len() as u64;
    }

    /// Returns the number of bytes so far.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the digest of all parts.
    pub fn finish(self) -> FileDigest {
        FileDigest { checksum: Checksum::from_digest(&self.hash.finalize()), length: self.length }
    }
}

/// Where a file is that is not in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredPlace {
    /// In the bucket.
    Bucket,
    /// In the database, in chunks.
    Chunks,
}

/// The place of a file that is not in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub key: ObjectKey,
    /// In bytes.
    pub length: i64,
    pub place: StoredPlace,
}

impl StoredFile {
    /// Returns a new place for a file, which has to be stored there.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new(name: &str, digest: &FileDigest, place: StoredPlace) -> Result<StoredFile, StorageError> {
        Ok(StoredFile { key: ObjectKey::new(&digest.checksum, name)?, length: length(digest), place })
    }

    /// Returns the place in the bucket of a file of a batch. `place` is the ID of a picture, and the number of the file.
    pub fn in_batch(batch: KeyBatch, place: (i64, usize), name: &str, digest: &FileDigest) -> StoredFile {
        let key = ObjectKey::in_batch(batch, place, &digest.checksum, name);
        StoredFile { key, length: length(digest), place: StoredPlace::Bucket }
    }

    /// Returns the key if the file is at this place.
    pub fn key_at(&self, place: StoredPlace) -> Option<&str> {
        (self.place == place).then(|| self.key.as_str())
    }
}

fn length(digest: &FileDigest) -> i64 {
    i64::try_from(digest.length).unwrap_or(i64::MAX)
}
