//! The storage of files, for the commands that use it.

use std::path::Path;
use std::time::Duration;

use tokio::time::timeout;

use super::{CommandError, open};
use crate::auth::signer::Signer;
use crate::config::Settings;
use crate::storage::{Bucket, BucketOwner, SiteMark, StorageError};
use crate::store::files::FileStore;
use crate::store::{Store, inspect, media, settings};

/// How long a start waits for the storage.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database, and the storage if the settings name one.
pub async fn open_with_storage(settings: &Settings) -> Result<Store, CommandError> {
    // Before the database is created: the settings may be wrong.
    let files = FileStore::open(settings)?;
    Ok(open(settings).await?.with_files(files))
}

/// Marks the storage as this site's, before something is stored in it. Returns whether it was nobody's. A storage that
/// cannot be asked is only warned of, since a site works without it.
///
/// # Errors
/// It is another site's.
pub async fn claim_storage(store: &Store) -> Result<bool, CommandError> {
    let Some(bucket) = store.files.bucket() else { return Ok(false) };
    // Makes the secret if there is none.
    Signer::load(store).await.map_err(|_| "the database failed; the log says why")?;
    let site = settings::find_site_mark(&mut *store.read().await?).await?;
    let Some(site) = site else { return Ok(false) };
    match timeout(PATIENCE, bucket.claim(&site)).await {
        Ok(Ok(owner)) => Ok(owner == BucketOwner::Nobody),
        Ok(Err(error @ StorageError::Foreign { .. })) => Err(error.into()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the storage could not be marked as this site's");
            Ok(false)
        }
        Err(_) => {
            tracing::warn!("the storage could not be marked as this site's: it does not answer in time");
            Ok(false)
        }
    }
}

/// Warns of files that cannot be read, since the settings name no storage.
pub async fn warn_of_unset_storage(store: &Store) -> Result<(), CommandError> {
    if store.files.bucket().is_none() {
        let (_, stored) = media::count_stored(&mut *store.read().await?).await?;
        if stored > 0 {
            tracing::warn!(files = stored, "{}. Readers get an error in place of these files", StorageError::Unset);
        }
    }
    Ok(())
}

/// Warns of a storage that is another site's, before it is read.
pub async fn warn_of_foreign_storage(store: &Store) -> Result<(), CommandError> {
    let Some(bucket) = store.files.bucket() else { return Ok(()) };
    let site = settings::find_site_mark(&mut *store.read().await?).await?;
    if let Some(site) = site
        && let Err(error @ StorageError::Foreign { .. }) = bucket.find_owner(&site).await
    {
        tracing::warn!("{error}");
    }
    Ok(())
}

/// Marks a storage as that of the site which has replaced another one by a restore. Without its keys it stays as it is,
/// and the next start says what to do.
pub async fn hand_over_storage(settings: &Settings, old: Option<SiteMark>, new: Option<SiteMark>) {
    let Ok(Some(bucket)) = Bucket::open(&settings.storage, settings.storage_keys.as_ref()) else { return };
    if let (Some(old), Some(new)) = (old, new)
        && let Err(error) = bucket.hand_over(&old, &new).await
    {
        tracing::warn!(%error, "the storage is not marked as the restored site's");
    }
}

/// Reads which site a SQLite file is of. `None` if there is none, or it cannot be read.
pub async fn find_site_of_file(file: &Path) -> Option<SiteMark> {
    let mut database = if file.is_file() { inspect(file).await.ok()? } else { return None };
    settings::find_site_mark(&mut database).await.ok()?
}
