//! Imports the media library.

use std::fs;
use std::path::{Path, PathBuf};

use super::ArchiveReader;
use crate::storage::{KeyBatch, StoredFile};
use crate::store::archive::{self, FileRecord, MediaRecord};
use crate::store::files::FileError;
use crate::store::{Store, media, stored_deletions};
use crate::transfer::archive::{ArchiveError, MEDIA, MEDIA_FOLDER, json_lines};

/// Allowed content types, since files are served with the type stated in the archive.
const PICTURES: [&str; 6] = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/svg+xml"];

/// Puts the files of an archive into the storage, if there is one, picture by picture. That has to be done before the
/// transaction of the import begins: objects are announced in transactions of their own. The keys can be computed again
/// from the files, so they need not be kept in memory.
pub async fn place(store: &Store, folder: &Path) -> Result<Option<KeyBatch>, ArchiveError> {
    let Some(bucket) = store.files.bucket() else { return Ok(None) };
    let batch = KeyBatch::new().map_err(FileError::from)?;
    let path = folder.join(MEDIA);
    for line in json_lines::read::<MediaRecord>(&path)? {
        let (line, picture) = line?;
        let mut placed = Vec::new();
        for (number, file) in picture.files.iter().enumerate() {
            let content = read(folder, line, &picture, file)?;
            placed.push((StoredFile::in_batch(batch, (picture.id, number), &file.name, &content), content));
        }
        store.expect_objects(placed.iter().map(|(stored, _)| &stored.key)).await?;
        for (stored, content) in placed {
            bucket.put(&stored.key, content.into()).await.map_err(FileError::from)?;
        }
    }
    Ok(Some(batch))
}

/// Reads a file of a picture that a line of the list describes.
fn read(folder: &Path, line: u64, picture: &MediaRecord, file: &FileRecord) -> Result<Vec<u8>, ArchiveError> {
    // The name becomes part of a path and of a URL.
    let plain = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
    let is_picture = PICTURES.contains(&file.content_type.as_str());
    if file.name.starts_with('.') || !file.name.chars().all(plain) || !is_picture {
        let problem = format!("{:?} is not the name of a picture", file.name);
        return Err(ArchiveError::Malformed { path: folder.join(MEDIA), line: Some(line), problem });
    }
    let place = place_of(folder, picture, file);
    fs::read(&place).map_err(|error| ArchiveError::Read { path: place, error })
}

fn place_of(folder: &Path, picture: &MediaRecord, file: &FileRecord) -> PathBuf {
    folder.join(MEDIA_FOLDER).join(picture.id.to_string()).join(&file.name)
}

impl ArchiveReader<'_> {
    pub(super) async fn read_media(&mut self) -> Result<(), ArchiveError> {
        let path = self.folder.join(MEDIA);
        for line in json_lines::read::<MediaRecord>(&path)? {
            let (line, picture) = line?;
            let refused = ArchiveError::refused(&path, Some(line));
            archive::insert_media(self.connection, &picture).await.map_err(&refused)?;
            for (number, file) in picture.files.iter().enumerate() {
                let content = read(self.folder, line, &picture, file)?;
                let stored =
                    self.batch.map(|batch| StoredFile::in_batch(batch, (picture.id, number), &file.name, &content));
                if let Some(stored) = &stored
                    && !stored_deletions::contains(self.connection, stored.key.as_str()).await?
                {
                    let (path, problem) =
                        (place_of(self.folder, &picture, file), "it has changed meanwhile".to_owned());
                    return Err(ArchiveError::Malformed { path, line: None, problem });
                }
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
}
