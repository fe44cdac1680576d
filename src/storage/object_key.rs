use sha2::{Digest, Sha256};

use super::StorageError;

/// The SHA-256 of a file, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum(String);

impl Checksum {
    /// Computes the checksum of a file.
    pub fn of(content: &[u8]) -> Checksum {
        Checksum::from_digest(&Sha256::digest(content))
    }

    /// Returns the checksum for the 32 bytes of a SHA-256.
    pub fn from_digest(digest: &[u8]) -> Checksum {
        Checksum(digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
    }

    /// Returns the hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the keys of many files have in common, so that they are new.
#[derive(Clone, Copy, Debug)]
pub struct KeyBatch(u64);

impl KeyBatch {
    /// Returns a new batch.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new() -> Result<KeyBatch, StorageError> {
        random().map(KeyBatch)
    }
}

fn random() -> Result<u64, StorageError> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|error| StorageError::Random(error.to_string()))?;
    Ok(u64::from_ne_bytes(random))
}

/// The key of an object: `media/<checksum>/<random>/<name>`, so that what is read can be compared with what was stored,
/// and no object ever replaces another. The prefix of the bucket's address is not part of it: a bucket can be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectKey(String);

impl ObjectKey {
    /// Returns a new key for a file.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new(checksum: &Checksum, name: &str) -> Result<ObjectKey, StorageError> {
        Ok(ObjectKey::unique(checksum, &format!("{:016x}", random()?), name))
    }

    /// Returns the key of a file of a batch, which can be computed again. `place` is the ID of a picture, and the number
    /// of the file.
    pub fn in_batch(batch: KeyBatch, place: (i64, usize), checksum: &Checksum, name: &str) -> ObjectKey {
        ObjectKey::unique(checksum, &format!("{:016x}-{}-{}", batch.0, place.0, place.1), name)
    }

    fn unique(checksum: &Checksum, unique: &str, name: &str) -> ObjectKey {
        let plain = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
        let name: String = name.chars().filter(plain).collect();
        let name = if name.trim_matches('.').is_empty() { "file" } else { name.as_str() };
        ObjectKey(format!("media/{}/{unique}/{name}", checksum.0))
    }

    /// Returns the key that a row has.
    pub fn stored(text: String) -> ObjectKey {
        ObjectKey(text)
    }

    /// Returns the text for a row.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether this is the key of an object with this checksum.
    pub fn is_of(&self, checksum: &Checksum) -> bool {
        self.0.split('/').nth(1) == Some(checksum.0.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_is_in_the_object_and_are_unique() {
        let checksum = Checksum::of(b"cau");
        let key = |name| ObjectKey::new(&checksum, name).unwrap();
        let one = key("cầu-1.webp");
        assert!(one.as_str().starts_with("media/") && one.as_str().ends_with("/cu-1.webp"), "{one:?}");
        assert!(one.is_of(&checksum) && !one.is_of(&Checksum::of(b"")));
        assert_ne!(one, key("cầu-1.webp"));
        assert!(key("../..").as_str().ends_with("/....") || key("..").as_str().ends_with("/file"));
        assert_eq!(key("../a/b").as_str().split('/').count(), 4);
        assert_eq!(ObjectKey::stored(one.as_str().to_owned()), one);
    }
}
