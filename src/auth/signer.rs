//! Signing of texts that the site hands out and gets back.

use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::auth::random;
use crate::model::error::Error;
use crate::store::{Store, settings};

/// The purpose of a signature. A signature for one purpose is invalid for others. New ones come last, since signatures
/// contain the number.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Creation time of a comment form.
    CommentStamp,
    /// Access to a pending comment.
    WaitingComment,
    /// Access to an unpublished post.
    Preview,
    /// The right to choose a password.
    Invitation,
    /// A login with a correct password and a missing second factor.
    HalfWay,
    /// The user handle of authenticators.
    PasskeyHandle,
    /// A browser that has logged in before, and its users.
    Device,
    /// The creation of the first user, on any node of the site.
    Setup,
    /// The right to choose another password, given by mail to the owner of the address.
    PasswordReset,
    /// That somebody reads the mail of an address.
    MailAddress,
}

/// Signs with the site's secret: HMAC-SHA-256 (RFC 2104), truncated to 128 bits.
#[derive(Clone)]
pub struct Signer {
    /// Shared, because restoring a backup replaces the secret.
    key: Arc<RwLock<Hmac<Sha256>>>,
}

const KEPT: usize = 16;

impl Signer {
    /// Loads the secret from the database, or generates one.
    pub async fn load(store: &Store) -> Result<Signer, Error> {
        if let Some(secret) = settings::find(&mut *store.read().await?, settings::SECRET).await? {
            return Self::with(&secret);
        }
        let bytes = random::random_bytes::<32>()?;
        let mut writing = store.write().await?;
        // Another node may have made one in the meantime.
        if let Some(secret) = settings::find(&mut writing, settings::SECRET).await? {
            return Self::with(&secret);
        }
        settings::set(&mut writing, settings::SECRET, &URL_SAFE_NO_PAD.encode(bytes)).await?;
        writing.commit().await?;
        Self::with(&URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Creates a signer with this secret.
    pub fn with(secret: &str) -> Result<Signer, Error> {
        let key = Hmac::new_from_slice(secret.as_bytes()).map_err(|_| Error::Internal)?;
        Ok(Signer { key: Arc::new(RwLock::new(key)) })
    }

    /// Reloads the secret from the database, for all clones.
    pub async fn reload(&self, store: &Store) -> Result<(), Error> {
        let loaded = Self::load(store).await?.key();
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = loaded;
        Ok(())
    }

    fn key(&self) -> Hmac<Sha256> {
        self.key.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns `text.signature`, which is URL-safe if the text is.
    pub fn sign(&self, purpose: Purpose, text: &str) -> String {
        let tag = self.mac(purpose, text).finalize().into_bytes();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(&tag[..KEPT]))
    }

    /// Returns the text of a token that [`Signer::sign`] made for this purpose.
    pub fn verify<'a>(&self, purpose: Purpose, token: &'a str) -> Option<&'a str> {
        let (text, signature) = token.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        // Without this check, a prefix of the signature would be accepted.
        (signature.len() == KEPT).then_some(())?;
        self.mac(purpose, text).verify_truncated_left(&signature).ok()?;
        Some(text)
    }

    /// Derives 128 bits from a text for a purpose. They are always the same, and only this site can compute them.
    pub fn derive(&self, purpose: Purpose, text: &str) -> [u8; KEPT] {
        let tag = self.mac(purpose, text).finalize().into_bytes();
        std::array::from_fn(|place| tag[place])
    }

    fn mac(&self, purpose: Purpose, text: &str) -> Hmac<Sha256> {
        let mut mac = self.key();
        mac.update(&[purpose as u8]);
        mac.update(text.as_bytes());
        mac
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signer")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signatures_for_the_same_purpose_are_valid() {
        let signer = Signer::with("secret").unwrap();
        let token = signer.sign(Purpose::CommentStamp, "12.34");
        assert_eq!(signer.verify(Purpose::CommentStamp, &token), Some("12.34"));
        assert_eq!(signer.verify(Purpose::WaitingComment, &token), None);
        assert_eq!(signer.verify(Purpose::CommentStamp, &token.replace("12", "13")), None);
        assert_eq!(signer.verify(Purpose::CommentStamp, "12.34."), None);
        assert_eq!(signer.verify(Purpose::CommentStamp, &token[..token.len() - 4]), None);
        let other = Signer::with("another secret").unwrap();
        assert_eq!(other.verify(Purpose::CommentStamp, &token), None);
    }
}
