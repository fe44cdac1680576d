use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::Semaphore;

use super::lost_files::{find_lost, replace_lost};
use super::{File, Limits, Picture, take_in};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::media::PictureError;
use crate::store::Store;
use crate::store::files::FileError;
use crate::store::media::{self, MediaRow, NewFile, NewMedia};
use crate::text::slugify;

/// Processes one picture at a time: each saturates a core and takes hundreds of megabytes.
pub(super) static PROCESSING_LOCK: Semaphore = Semaphore::const_new(1);

/// An uploaded or imported file.
#[derive(Clone, Debug)]
pub struct IncomingFile {
    pub bytes: Vec<u8>,
    /// The original file name, from which the stored name is derived.
    pub name: String,
    pub alt: String,
    pub user: Option<i64>,
    /// The creation time, or `None` for now.
    pub at: Option<Milliseconds>,
}

/// Why nothing was stored.
#[derive(Debug, Error)]
pub enum UploadError {
    #[error("the file cannot be taken: {0:?}")]
    Refused(PictureError),
    #[error("the database failed: {0}")]
    Store(#[from] sqlx::Error),
    #[error(transparent)]
    File(#[from] FileError),
    #[error("the work was given up: {0}")]
    GivenUp(#[from] tokio::task::JoinError),
}

/// Stores a picture in the media library. If the same bytes are stored already, returns that picture, and fills in its
/// missing description and the files that the storage has lost.
pub async fn store_upload(store: &Store, limits: Limits, sent: IncomingFile) -> Result<MediaRow, UploadError> {
    let IncomingFile { bytes, name, alt, user, at } = sent;
    let digest = digest_of(&bytes);
    let found = find(store, &digest, &alt).await?;
    let lost = match &found {
        Some(found) => find_lost(store, found.id).await?,
        None => Vec::new(),
    };
    if let Some(found) = &found
        && lost.is_empty()
    {
        return Ok(found.clone());
    }
    let turn = PROCESSING_LOCK.acquire().await;
    let bytes = Arc::new(bytes);
    let work = bytes.clone();
    let taken = tokio::task::spawn_blocking(move || take_in(&work, &limits)).await?;
    drop(turn);
    let Picture { main, widths } = taken.map_err(UploadError::Refused)?;
    let known = found.as_ref().and_then(|found| found.name.rsplit_once('.'));
    let stem = known.map_or_else(|| stem(&name, &digest), |(stem, _)| stem.to_owned());
    let main_width = main.width;
    let name = |file: &File| match file.width == main_width {
        true => format!("{stem}.{}", file.kind.extension()),
        false => format!("{stem}-{}.{}", file.width, file.kind.extension()),
    };
    let file = |file: File| NewFile {
        name: name(&file),
        content_type: file.kind.content_type(),
        width: file.width,
        height: file.height,
        content: file.bytes,
        stored: None,
    };
    let mut media = NewMedia {
        digest,
        alt,
        user_id: user,
        created_at: at.unwrap_or_else(now),
        main: file(main),
        widths: widths.into_iter().map(file).collect(),
    };
    let mut files: Vec<&mut NewFile> = std::iter::once(&mut media.main).chain(&mut media.widths).collect();
    if let Some(found) = found {
        files.retain(|file| lost.iter().any(|lost| lost.name == file.name));
        store.place_files(&mut files).await?;
        replace_lost(store, &lost, &files).await?;
        return Ok(found);
    }
    store.place_files(&mut files).await?;
    let mut writing = store.write().await?;
    // If another request stored the same file in the meantime, that row is found.
    media::add(&mut writing, &media).await?;
    let stored = media::find_by_digest(&mut writing, &media.digest).await?.ok_or(sqlx::Error::RowNotFound)?;
    writing.commit().await?;
    Ok(stored)
}

pub(super) async fn find(store: &Store, digest: &str, alt: &str) -> sqlx::Result<Option<MediaRow>> {
    let found = media::find_by_digest(&mut *store.read().await?, digest).await?;
    match found {
        Some(mut found) if found.alt.is_empty() && !alt.is_empty() => {
            let mut writing = store.write().await?;
            media::describe(&mut writing, found.id, alt).await?;
            writing.commit().await?;
            alt.clone_into(&mut found.alt);
            Ok(Some(found))
        }
        found => Ok(found),
    }
}

fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Returns the common prefix of a picture's file names: its name plus part of the digest, so that a URL never serves a
/// different picture, even if an ID is reused.
pub(super) fn stem(name: &str, digest: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let base = base.rsplit_once('.').map_or(base, |(base, _)| base);
    let slug = slugify(base);
    // Slugs may have letters of all scripts, but picture URLs are copied into many places.
    let slug: String = slug.chars().filter(char::is_ascii).take(60).collect();
    let slug = slug.trim_matches('-');
    let mark = digest.get(..8).unwrap_or(digest);
    if slug.is_empty() { mark.to_owned() } else { format!("{slug}-{mark}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii_and_unique_per_picture() {
        let stem = |name| stem(name, "0123456789abcdef");
        assert_eq!(stem("Cầu Vàm Cỏ.JPG"), "cau-vam-co-01234567");
        assert_eq!(stem("C:\\Ảnh\\a.b.png"), "a-b-01234567");
        assert_eq!(stem("../../etc/passwd"), "passwd-01234567");
        assert_eq!(stem("東京.png"), "01234567");
        assert_eq!(stem(""), "01234567");
        assert!(stem(&"x".repeat(500)).len() < 80);
    }
}
