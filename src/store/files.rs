//! The content of files: in the database, or in a bucket of S3-compatible storage. All reading and writing of it goes
//! through here.
//!
//! An object is stored before its row, and deleted some time after it (`store::stored_deletions`), so there is no row
//! without an object at any moment. Chunks in the database are written before their row in the same way
//! (`store::media::chunks`).

mod file_error;
mod parts;

pub use file_error::FileError;
pub use parts::{PartStream, read_file_parts};

use axum::body::Bytes;

use super::media::{self, FileRow, NewFile};
use super::sql::Engine;
use super::{Store, stored_deletions};
use crate::clock::now;
use crate::config::Settings;
use crate::storage::{Bucket, FileCache, FileDigest, ObjectKey, StorageError, StoredFile, StoredPlace};

/// Where files are stored besides the database, and what of them is in memory. Clones are handles to the same.
#[derive(Clone, Debug)]
pub struct FileStore {
    bucket: Option<Bucket>,
    pub cache: FileCache<FileError>,
}

impl FileStore {
    /// Returns the place that the settings name. Nothing is asked of it yet.
    ///
    /// # Errors
    /// A setting cannot be used, or there are no keys.
    pub fn open(settings: &Settings) -> Result<FileStore, StorageError> {
        let bucket = Bucket::open(&settings.storage, settings.storage_keys.as_ref())?;
        Ok(FileStore { bucket, cache: FileCache::new(settings.server.media_cache_megabytes * 1024 * 1024) })
    }

    /// Returns the bucket in which new files are stored. `None`: they are stored in the database.
    pub fn bucket(&self) -> Option<&Bucket> {
        self.bucket.as_ref()
    }

    /// Returns the bucket that objects are in.
    ///
    /// # Errors
    /// There is none.
    pub fn require_bucket(&self) -> Result<&Bucket, StorageError> {
        self.bucket.as_ref().ok_or(StorageError::Unset)
    }
}

impl Default for FileStore {
    fn default() -> FileStore {
        FileStore { bucket: None, cache: FileCache::new(0) }
    }
}

impl Store {
    /// Uses this place for files.
    #[must_use]
    pub fn with_files(self, files: FileStore) -> Store {
        Store { files, ..self }
    }

    /// Reads the content of a picture's file: from memory, the bucket or the database. Waits for a connection, so the caller
    /// should not hold one.
    ///
    /// # Errors
    /// The database or the storage failed.
    pub async fn read_file(&self, file: &FileRow) -> Result<Bytes, FileError> {
        let name = match &file.object {
            Some(object) => object.clone(),
            // The system keeps what was read from a SQLite file.
            None if self.engine() == Engine::Sqlite => return read(self, file).await,
            None => format!("{}/{}/{}/{}", file.media_id, file.name, file.id, file.length),
        };
        let (store, row) = (self.clone(), file.clone());
        let content = self.files.cache.get(&name, async move { read(&store, &row).await }).await;
        content.map_err(|error| error.unwrap_or(FileError::GivenUp))
    }

    /// Reads an object from the bucket, not from memory.
    ///
    /// # Errors
    /// There is no bucket, or it failed.
    pub async fn read_object(&self, key: &ObjectKey, length: i64) -> Result<Bytes, StorageError> {
        self.files.require_bucket()?.get(key, length.unsigned_abs()).await
    }

    /// Announces objects before they are stored, so that they are deleted if no row is written for them.
    pub async fn expect_objects<'a>(&self, keys: impl Iterator<Item = &'a ObjectKey>) -> sqlx::Result<()> {
        let mut writing = self.write().await?;
        for key in keys {
            stored_deletions::add(&mut writing, key.as_str(), now() + stored_deletions::UNWRITTEN).await?;
        }
        writing.commit().await
    }

    /// Puts the content of new files into the bucket, if there is one. Their rows have to be written afterwards.
    ///
    /// # Errors
    /// The database or the storage failed. What was stored already is deleted later.
    pub async fn place_files(&self, files: &mut [&mut NewFile]) -> Result<(), FileError> {
        let Some(bucket) = self.files.bucket() else { return Ok(()) };
        let mut placed = Vec::new();
        for file in files.iter() {
            placed.push(StoredFile::new(&file.name, &FileDigest::of(&file.content), StoredPlace::Bucket)?);
        }
        self.expect_objects(placed.iter().map(|stored| &stored.key)).await?;
        for (file, stored) in files.iter_mut().zip(placed) {
            bucket.put(&stored.key, std::mem::take(&mut file.content).into()).await?;
            file.stored = Some(stored);
        }
        Ok(())
    }
}

/// Reads a file where its row says that it is. If it was moved meanwhile, its row is read again.
async fn read(store: &Store, file: &FileRow) -> Result<Bytes, FileError> {
    if let Some(content) = read_at(store, file).await? {
        return Ok(content);
    }
    // From the primary: a replica may be behind.
    let found = media::find_file(&mut *store.read().await?, file.media_id, &file.name).await?;
    let found = found.ok_or(sqlx::Error::RowNotFound)?;
    read_at(store, &found).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
}

/// Returns `None` if the file is no longer in the database.
async fn read_at(store: &Store, file: &FileRow) -> Result<Option<Bytes>, FileError> {
    let Some(key) = file.key() else {
        let mut reading = store.read_for_page().await?;
        return Ok(media::read_content(&mut reading, file.id).await?.map(Bytes::from));
    };
    Ok(Some(store.read_object(&key, file.length).await?))
}
