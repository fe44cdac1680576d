//! Bearer tokens, such as in session cookies and setup links.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::random;
use crate::model::error::Error;

/// Generates a token: 256 random bits as 43 characters of base64url, safe in cookies and URLs.
pub fn issue() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::random_bytes::<32>()?))
}

/// Returns the hash to store: SHA-256 as base64url. A stolen database then contains no usable tokens, and the timing of
/// a lookup reveals nothing about them. A slow hash is not needed, since 256 random bits cannot be guessed.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_unique_and_hashes_are_stable() {
        let token = issue().unwrap();
        assert_eq!(token.len(), 43);
        assert_ne!(token, issue().unwrap());
        assert_eq!(hash(&token), hash(&token.clone()));
        assert_ne!(hash(&token), token);
        // FIPS 180-2, appendix B.1.
        assert_eq!(hash("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }
}
