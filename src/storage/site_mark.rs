use axum::body::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Bucket, ObjectKey, StorageError};

/// The name of the object, at the prefix, that says which site the others belong to.
const OBJECT: &str = "longan-site";
/// What is signed. It begins with no number of a `Purpose` of `auth::signer`.
const SIGNED: &[u8] = b"longan storage";
/// Bytes of the signature that are used.
const KEPT: usize = 16;

/// Tells sites apart, and tells nothing of a site's secret. A restored backup is the same site; so is every other copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteMark(String);

impl SiteMark {
    /// Derives the mark of the site that has this secret.
    pub fn of(secret: &str) -> SiteMark {
        // HMAC takes keys of any length.
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map(|mac| mac.chain_update(SIGNED));
        let tag = mac.map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
        SiteMark(tag.iter().take(KEPT).fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
    }
}

/// Whose the objects below a prefix are, as far as it is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BucketOwner {
    Nobody,
    ThisSite,
}

impl Bucket {
    /// Reads whose the bucket and prefix are.
    ///
    /// # Errors
    /// [`StorageError::Foreign`] if they are another site's, or the storage failed.
    pub async fn find_owner(&self, site: &SiteMark) -> Result<BucketOwner, StorageError> {
        match self.get_small(&mark()).await {
            Ok(found) if found.trim_ascii() == site.0.as_bytes() => Ok(BucketOwner::ThisSite),
            Ok(_) => Err(StorageError::Foreign { place: self.url().clone(), object: OBJECT.to_owned() }),
            Err(StorageError::Missing { .. }) => Ok(BucketOwner::Nobody),
            Err(error) => Err(error),
        }
    }

    /// Marks bucket and prefix as this site's, unless they are marked.
    ///
    /// # Errors
    /// [`StorageError::Foreign`] if they are another site's, or the storage failed.
    pub async fn claim(&self, site: &SiteMark) -> Result<BucketOwner, StorageError> {
        let owner = self.find_owner(site).await?;
        if owner == BucketOwner::Nobody {
            self.set_mark(site).await?;
        }
        Ok(owner)
    }

    /// Removes the mark of a site that has come to nothing.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn give_up(&self) -> Result<(), StorageError> {
        self.delete(&mark()).await
    }

    /// Marks what was one site's as that of the site which has replaced it. What is neither's, or not marked, stays as it
    /// is.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn hand_over(&self, old: &SiteMark, new: &SiteMark) -> Result<(), StorageError> {
        match self.find_owner(old).await {
            Ok(BucketOwner::ThisSite) if old != new => self.set_mark(new).await,
            Ok(_) | Err(StorageError::Foreign { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn set_mark(&self, site: &SiteMark) -> Result<(), StorageError> {
        self.put(&mark(), Bytes::from(format!("{}\n", site.0))).await
    }
}

fn mark() -> ObjectKey {
    ObjectKey::stored(OBJECT.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_differ_by_the_secret_and_do_not_have_it() {
        let mark = SiteMark::of("a secret");
        assert_eq!(mark, SiteMark::of("a secret"));
        assert_ne!(mark, SiteMark::of("another"));
        assert!(mark.0.len() == 2 * KEPT && !mark.0.contains("secret"));
    }
}
