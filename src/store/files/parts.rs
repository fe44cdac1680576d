//! Large files: read and written part by part, wherever they are. No connection is held between two parts.

use std::ops::Range;
use std::pin::pin;

use axum::body::Bytes;
use futures::stream::{self, Stream};
use futures::{StreamExt, TryStreamExt};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::FileError;
use crate::storage::{FileDigest, ObjectKey, ObjectUpload, StorageError, StoredFile, StoredPlace};
use crate::store::Store;
use crate::store::media::{self, CHUNK, FileRow};

impl Store {
    /// Returns a range of a file, part by part. It goes on if the file is moved meanwhile.
    pub fn stream_file(&self, file: FileRow, range: Range<u64>) -> impl PartStream + use<> {
        stream::try_unfold((self.clone(), file, range), |(store, mut file, range)| async move {
            if range.is_empty() {
                return Ok(None);
            }
            let content = store.read_part(&mut file, range.clone()).await?;
            let rest = range.start + content.len() as u64..range.end;
            Ok(Some((content, (store, file, rest))))
        })
    }

    /// Reads a part of a file: as much of the range as is in one chunk. If the file was moved, its row is read again.
    ///
    /// # Errors
    /// The database or the storage failed, or the file is gone.
    pub async fn read_part(&self, file: &mut FileRow, range: Range<u64>) -> Result<Bytes, FileError> {
        match self.read_part_at(file, range.clone()).await {
            Err(FileError::Storage(StorageError::Missing { .. })) | Ok(None) => {
                // From the primary: a replica may be behind.
                let found = media::find_file(&mut *self.read().await?, file.media_id, &file.name).await?;
                *file = found.ok_or(sqlx::Error::RowNotFound)?;
                self.read_part_at(file, range).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
            }
            read => read.and_then(|content| content.ok_or_else(|| sqlx::Error::RowNotFound.into())),
        }
    }

    /// Returns `None` if the file is not there, or not as long.
    async fn read_part_at(&self, file: &FileRow, range: Range<u64>) -> Result<Option<Bytes>, FileError> {
        let number = range.start / CHUNK;
        let end = range.end.min((number + 1) * CHUNK);
        let content = match (file.key(), file.chunks_key()) {
            (Some(key), _) => self.files.require_bucket()?.get_part(&key, range.start..end).await?,
            (None, Some(key)) => {
                let chunk = media::read_chunk(&mut *self.read_for_page().await?, &key, number).await?;
                let part = |chunk: Bytes| cut(&chunk, range.start - number * CHUNK..end - number * CHUNK);
                chunk.map(Bytes::from).and_then(part).unwrap_or_default()
            }
            (None, None) => {
                let content = media::read_content(&mut *self.read_for_page().await?, file.id).await?;
                content.map(Bytes::from).and_then(|content| cut(&content, range.start..end)).unwrap_or_default()
            }
        };
        Ok((content.len() as u64 == end - range.start).then_some(content))
    }

    /// Stores a large file: in the bucket, if there is one, or in the database. Its row has to be written afterwards.
    /// What is stored is deleted later if that does not happen.
    ///
    /// # Errors
    /// It cannot be read to its end, or the database or the storage failed.
    pub async fn place_large(&self, name: &str, digest: &FileDigest, file: File) -> Result<StoredFile, FileError> {
        let content = read_file_parts(file, digest.length);
        if self.files.bucket().is_none() {
            let stored = StoredFile::new(name, digest, StoredPlace::Chunks)?;
            self.write_chunks(&stored.key, content).await?;
            return Ok(stored);
        }
        let stored = StoredFile::new(name, digest, StoredPlace::Bucket)?;
        self.expect_objects(std::iter::once(&stored.key)).await?;
        self.upload_object(&stored, content).await?;
        Ok(stored)
    }

    /// Stores an object in the bucket, from parts of [`CHUNK`] bytes. It has to be announced before.
    ///
    /// # Errors
    /// It cannot be read to its end, or the storage failed.
    pub async fn upload_object(&self, stored: &StoredFile, content: impl PartStream) -> Result<(), FileError> {
        let bucket = self.files.require_bucket()?;
        let is_small = stored.length.unsigned_abs() <= ObjectUpload::PART as u64;
        let mut content = pin!(content);
        let mut upload = if is_small { None } else { Some(bucket.begin_upload(&stored.key).await?) };
        let mut waiting = Vec::new();
        while let Some(part) = content.try_next().await? {
            waiting.extend_from_slice(&part);
            if let Some(upload) = &mut upload
                && waiting.len() >= ObjectUpload::PART
            {
                upload.put_part(std::mem::take(&mut waiting).into()).await?;
            }
        }
        let Some(mut upload) = upload else { return Ok(bucket.put(&stored.key, waiting.into()).await?) };
        if !waiting.is_empty() {
            upload.put_part(waiting.into()).await?;
        }
        Ok(upload.finish().await?)
    }

    /// Writes a file in chunks, from parts of [`CHUNK`] bytes. Each has a transaction of its own, so that others can
    /// write in between.
    ///
    /// # Errors
    /// It cannot be read to its end, or the database failed.
    pub async fn write_chunks(&self, key: &ObjectKey, content: impl PartStream) -> Result<(), FileError> {
        let mut content = pin!(content.enumerate());
        while let Some((number, part)) = content.next().await {
            let mut writing = self.write().await?;
            media::add_chunk(&mut writing, key, number as u64, &part?).await?;
            writing.commit().await?;
        }
        Ok(())
    }
}

/// The parts of a file, in order.
pub trait PartStream: Stream<Item = Result<Bytes, FileError>> + Send {}

impl<S: Stream<Item = Result<Bytes, FileError>> + Send> PartStream for S {}

/// Reads `length` bytes of a file, in parts of [`CHUNK`] bytes.
pub fn read_file_parts(file: File, length: u64) -> impl PartStream {
    stream::try_unfold((file, length), |(mut file, rest)| async move {
        if rest == 0 {
            return Ok(None);
        }
        let mut part = vec![0; usize::try_from(rest.min(CHUNK)).unwrap_or_default()];
        file.read_exact(&mut part).await?;
        let rest = rest - part.len() as u64;
        Ok(Some((Bytes::from(part), (file, rest))))
    })
}

fn cut(content: &Bytes, part: Range<u64>) -> Option<Bytes> {
    let (start, end) = (usize::try_from(part.start).ok()?, usize::try_from(part.end).ok()?);
    Some(content.slice_ref(content.get(start..end)?))
}
