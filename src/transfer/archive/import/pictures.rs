//! Imports the media library.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::ArchiveReader;
use crate::model::media::MediaFormat;
use crate::storage::{FileDigest, KeyBatch, StoredFile, StoredPlace};
use crate::store::archive::{self, FileRecord, MediaRecord};
use crate::store::files::{FileError, read_file_parts};
use crate::store::{Store, media, stored_deletions};
use crate::transfer::archive::{ArchiveError, MEDIA, MEDIA_FOLDER, json_lines};

/// Puts the files of an archive into the storage, if there is one, one by one. That has to be done before the transaction
/// of the import begins: objects are announced in transactions of their own. The keys can be computed again from the
/// files, so they need not be kept in memory.
pub async fn place(store: &Store, folder: &Path) -> Result<Option<KeyBatch>, ArchiveError> {
    if store.files.bucket().is_none() {
        return Ok(None);
    }
    let batch = KeyBatch::new().map_err(FileError::from)?;
    let path = folder.join(MEDIA);
    for line in json_lines::read::<MediaRecord>(&path)? {
        let (line, picture) = line?;
        for (number, file) in picture.files.iter().enumerate() {
            let (path, _) = locate(folder, line, &picture, file)?;
            let digest = digest_of(&path)?;
            let stored = StoredFile::in_batch(batch, (picture.id, number), &file.name, &digest);
            store.expect_objects(std::iter::once(&stored.key)).await?;
            let content = tokio::fs::File::open(&path).await.map_err(|error| ArchiveError::Read { path, error })?;
            store.upload_object(&stored, read_file_parts(content, digest.length)).await?;
        }
    }
    Ok(Some(batch))
}

/// Returns the path of a file that a line of the list describes, and its format. Files are served with the type stated
/// in the archive, so only known ones are allowed.
fn locate(
    folder: &Path,
    line: u64,
    picture: &MediaRecord,
    file: &FileRecord,
) -> Result<(PathBuf, MediaFormat), ArchiveError> {
    // The name becomes part of a path and of a URL.
    let plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
    let is_plain = !file.name.starts_with('.') && file.name.chars().all(plain);
    match MediaFormat::from_content_type(&file.content_type).filter(|_| is_plain) {
        Some(format) => Ok((folder.join(MEDIA_FOLDER).join(picture.id.to_string()).join(&file.name), format)),
        None => {
            let problem = format!("{:?} is not the name of a picture or of another file of the library", file.name);
            Err(ArchiveError::Malformed { path: folder.join(MEDIA), line: Some(line), problem })
        }
    }
}

fn digest_of(path: &Path) -> Result<FileDigest, ArchiveError> {
    let read = File::open(path).and_then(FileDigest::read);
    read.map_err(|error| ArchiveError::Read { path: path.to_owned(), error })
}

impl ArchiveReader<'_> {
    pub(super) async fn read_media(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(MEDIA);
        for line in json_lines::read::<MediaRecord>(&path)? {
            let (line, picture) = line?;
            let refused = ArchiveError::refused(&path, Some(line));
            archive::insert_media(self.connection, &picture).await.map_err(&refused)?;
            for (number, file) in picture.files.iter().enumerate() {
                let (path, format) = locate(self.folder, line, &picture, file)?;
                let (content, stored) = self.read_file(&path, format, (picture.id, number), file).await?;
                let kind = (file.content_type.as_str(), file.width);
                let added =
                    media::insert_file(self.connection, picture.id, &file.name, kind, &content, stored.as_ref()).await;
                added.map_err(&refused)?;
            }
            archive::refresh_size(self.connection, picture.id).await?;
            self.imported.pictures += 1;
        }
        Ok(())
    }

    /// Reads a file: the content of its row, or where it is stored instead.
    async fn read_file(
        &mut self,
        path: &Path,
        format: MediaFormat,
        place: (i64, usize),
        file: &FileRecord,
    ) -> Result<(Vec<u8>, Option<StoredFile>), ArchiveError> {
        let failed = |error| ArchiveError::Read { path: path.to_owned(), error };
        if let Some(batch) = self.batch {
            let stored = StoredFile::in_batch(batch, place, &file.name, &digest_of(path)?);
            if !stored_deletions::contains(self.connection, stored.key.as_str()).await? {
                let (path, problem) = (path.to_owned(), "it has changed meanwhile".to_owned());
                return Err(ArchiveError::Malformed { path, line: None, problem });
            }
            return Ok((Vec::new(), Some(stored)));
        }
        if let MediaFormat::Picture(_) = format {
            return Ok((fs::read(path).map_err(failed)?, None));
        }
        let stored = StoredFile::new(&file.name, &digest_of(path)?, StoredPlace::Chunks).map_err(FileError::from)?;
        let mut content = File::open(path).map_err(failed)?;
        let length = stored.length.unsigned_abs();
        for number in 0..length.div_ceil(media::CHUNK) {
            let mut chunk = Vec::new();
            (&mut content).take(media::CHUNK).read_to_end(&mut chunk).map_err(failed)?;
            media::add_chunk(self.connection, &stored.key, number, &chunk).await?;
        }
        Ok((Vec::new(), Some(stored)))
    }
}
