//! Files in the storage: moving them there and back, and deleting those that are no longer needed.

use std::pin::pin;
use std::time::Duration;

use axum::body::Bytes;
use futures::TryStreamExt;
use tokio::time::sleep;

use crate::clock::now;
use crate::model::Milliseconds;
use crate::state::AppState;
use crate::storage::{DigestBuilder, FileDigest, ObjectKey, StorageError, StoredFile, StoredPlace};
use crate::store::files::FileError;
use crate::store::media::{self, FileRow};
use crate::store::{Store, stored_deletions};

/// How often objects that are due are deleted.
const INTERVAL: Duration = Duration::from_hours(1);
/// Number of objects that are listed at a time.
const BATCH: u32 = 100;
/// Number of files that are announced at a time when they are moved, and their size in all (bytes).
const FILES: u32 = 16;
const BYTES: i64 = 32 * 1024 * 1024;

/// Where files can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace {
    Storage,
    Database,
}

/// What was moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovedCount {
    pub files: u64,
    pub bytes: u64,
    /// Files whose objects are lost or damaged. They are left as they are, and the log names them.
    pub lost: u64,
}

/// Moves all files to the storage or to the database, while the site is served. Each is compared with what was stored
/// before its row changes, so it can be stopped at any time, and goes on where it was. `progress` is called with the
/// number of files that are done, and of all.
///
/// # Errors
/// There is no storage, or it or the database failed. Files that were moved before stay there.
pub async fn move_files(
    store: &Store,
    to: FilePlace,
    progress: impl Fn(u64, u64),
) -> Result<MovedCount, (MovedCount, FileError)> {
    let mut moved = MovedCount::default();
    match move_all(store, to, progress, &mut moved).await {
        Ok(()) => Ok(moved),
        Err(error) => Err((moved, error)),
    }
}

async fn move_all(
    store: &Store,
    to: FilePlace,
    progress: impl Fn(u64, u64),
    moved: &mut MovedCount,
) -> Result<(), FileError> {
    store.files.require_bucket()?;
    let (there, stored) = media::count_stored(&mut *store.read().await?).await?;
    let all = if to == FilePlace::Storage { there } else { stored }.unsigned_abs();
    let (mut last, mut done) = (0, 0);
    loop {
        let from_storage = to == FilePlace::Database;
        let mut files = media::list_movable(&mut *store.read().await?, from_storage, last, FILES).await?;
        let mut bytes = 0;
        let fitting = files.iter().take_while(|file| {
            bytes += file.length;
            bytes <= BYTES
        });
        files.truncate(fitting.count().max(1));
        let Some(file) = files.last() else { return Ok(()) };
        last = file.id;
        done += files.len() as u64;
        let batch = match to {
            FilePlace::Storage => Box::pin(move_to_bucket(store, &files)).await?,
            FilePlace::Database => move_to_database(store, &files).await?,
        };
        moved.add_all(batch);
        progress(done, all.max(done));
    }
}

/// Moves some files to the storage. They are read back from it before their rows change.
async fn move_to_bucket(store: &Store, files: &[FileRow]) -> Result<MovedCount, FileError> {
    let bucket = store.files.require_bucket()?;
    let mut placed = Vec::new();
    let mut moved = MovedCount::default();
    for file in files {
        if file.chunks.is_some() {
            moved.add_all(Box::pin(move_large_to_bucket(store, file)).await?);
            continue;
        }
        // It may have been deleted meanwhile.
        let content = media::read_content(&mut *store.read().await?, file.id).await?;
        if let Some(content) = content {
            placed.push((
                file.id,
                StoredFile::new(&file.name, &FileDigest::of(&content), StoredPlace::Bucket)?,
                Bytes::from(content),
            ));
        }
    }
    store.expect_objects(placed.iter().map(|(_, stored, _)| &stored.key)).await?;
    for (_, stored, content) in &mut placed {
        bucket.put(&stored.key, std::mem::take(content)).await?;
        bucket.get(&stored.key, stored.length.unsigned_abs()).await?;
    }
    let mut writing = store.write().await?;
    for (file, stored, _) in &placed {
        if media::move_to_bucket(&mut writing, *file, stored).await? {
            moved.add(stored.length);
        }
    }
    writing.commit().await?;
    Ok(moved)
}

/// Moves a file in chunks to the storage, and compares it there.
async fn move_large_to_bucket(store: &Store, file: &FileRow) -> Result<MovedCount, FileError> {
    let length = file.length.unsigned_abs();
    let mut content = pin!(store.stream_file(file.clone(), 0..length));
    let mut digest = DigestBuilder::default();
    while let Some(part) = content.try_next().await? {
        digest.add(&part);
    }
    let stored = StoredFile::new(&file.name, &digest.finish(), StoredPlace::Bucket)?;
    store.expect_objects(std::iter::once(&stored.key)).await?;
    store.upload_object(&stored, store.stream_file(file.clone(), 0..length)).await?;
    compare(store, &stored.key, length).await?;
    let mut moved = MovedCount::default();
    let mut writing = store.write().await?;
    if media::move_to_bucket(&mut writing, file.id, &stored).await? {
        moved.add(stored.length);
    }
    writing.commit().await?;
    Ok(moved)
}

/// Moves a large object to chunks in the database. It is compared with what was stored before its row changes.
async fn move_large_to_database(store: &Store, file: &FileRow, object: &ObjectKey) -> Result<MovedCount, FileError> {
    let length = file.length.unsigned_abs();
    let digest = compare(store, object, length).await?;
    let stored = StoredFile::new(&file.name, &digest, StoredPlace::Chunks)?;
    store.write_chunks(&stored.key, store.stream_file(file.clone(), 0..length)).await?;
    let mut moved = MovedCount::default();
    let mut writing = store.write().await?;
    match media::move_to_chunks(&mut writing, file.id, object, &stored.key).await? {
        true => moved.add(file.length),
        false => media::delete_chunks(&mut writing, &stored.key).await?,
    }
    writing.commit().await?;
    Ok(moved)
}

/// Reads an object to its end, part by part, and compares it with what was stored.
async fn compare(store: &Store, key: &ObjectKey, length: u64) -> Result<FileDigest, FileError> {
    let bucket = store.files.require_bucket()?;
    let mut digest = DigestBuilder::default();
    while digest.length() < length {
        let start = digest.length();
        digest.add(&bucket.get_part(key, start..length.min(start + media::CHUNK)).await?);
    }
    let digest = digest.finish();
    match key.is_of(&digest.checksum) {
        true => Ok(digest),
        false => Err(StorageError::Altered { place: bucket.url().clone(), key: key.as_str().to_owned() }.into()),
    }
}

/// Moves some files to the database. They have been compared with their keys when they were read.
async fn move_to_database(store: &Store, files: &[FileRow]) -> Result<MovedCount, FileError> {
    let mut contents = Vec::new();
    let mut moved = MovedCount::default();
    for (file, key) in files.iter().filter_map(|file| Some((file, file.key()?))) {
        let read = match file.is_picture() {
            true => store.read_object(&key, file.length).await.map(Some).map_err(FileError::from),
            false => move_large_to_database(store, file, &key).await.map(|large| {
                moved.add_all(large);
                None
            }),
        };
        match read {
            Ok(content) => contents.extend(content.map(|content| (file, key, content))),
            Err(error) if error.is_of_one_file() => {
                tracing::error!(%error, file = file.name, "a file was left where it is");
                moved.lost += 1;
            }
            Err(error) => return Err(error),
        }
    }
    let mut writing = store.write().await?;
    for (file, key, content) in contents {
        if media::move_to_database(&mut writing, file.id, &key, &content).await? {
            moved.add(file.length);
        }
    }
    writing.commit().await?;
    Ok(moved)
}

impl MovedCount {
    fn add_all(&mut self, other: MovedCount) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.lost += other.lost;
    }

    fn add(&mut self, length: i64) {
        self.files += 1;
        self.bytes += length.unsigned_abs();
    }
}

/// Deletes the objects whose time has come, and returns how many. Those that a file has again are kept.
///
/// # Errors
/// The database or the storage failed. What is left is deleted the next time.
pub async fn delete_due(store: &Store, now: Milliseconds) -> Result<u64, FileError> {
    let Some(bucket) = store.files.bucket() else { return Ok(0) };
    let mut deleted = 0;
    loop {
        let mut writing = store.write().await?;
        let due = stored_deletions::list_due(&mut writing, now, BATCH).await?;
        writing.commit().await?;
        for object in &due {
            bucket.delete(&ObjectKey::stored(object.clone())).await?;
        }
        let mut writing = store.write().await?;
        for object in &due {
            stored_deletions::remove(&mut writing, object).await?;
        }
        writing.commit().await?;
        deleted += due.len() as u64;
        if due.len() < BATCH as usize {
            return Ok(deleted);
        }
    }
}

/// Deletes the chunks of files whose upload was broken off.
///
/// # Errors
/// The database failed.
pub async fn delete_unused_chunks(store: &Store, now: Milliseconds) -> sqlx::Result<u64> {
    let mut writing = store.write().await?;
    let deleted = media::delete_unused_chunks(&mut writing, now - stored_deletions::UNWRITTEN).await?;
    writing.commit().await?;
    Ok(deleted)
}

/// Deletes objects that are due and chunks that are not used, periodically. Never returns.
pub async fn run(state: AppState) {
    loop {
        match delete_unused_chunks(&state.store, now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("chunks of uploads that were broken off: {count} deleted"),
            Err(error) => tracing::warn!(%error, "unused chunks could not be deleted; the next round does it"),
        }
        match delete_due(&state.store, now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("objects in the storage that no file needs: {count} deleted"),
            Err(error) => {
                tracing::warn!(%error, "objects could not be deleted from the storage; the next round does it");
            }
        }
        sleep(INTERVAL).await;
    }
}
