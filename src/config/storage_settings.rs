use std::fmt;

use serde::{Deserialize, Deserializer};

use super::origin::origin;

/// The section `[storage]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageSettings {
    /// Where files are stored; `None`: in the database.
    #[serde(deserialize_with = "storage_url")]
    pub url: Option<StorageUrl>,
    /// The origin of the server, or empty for Amazon's.
    #[serde(deserialize_with = "origin")]
    pub endpoint: String,
    pub region: String,
    /// The origin of a content delivery network in front of this site's own addresses, or empty.
    #[serde(deserialize_with = "origin")]
    pub public_address: String,
}

/// A bucket of S3-compatible storage, and the common beginning of the keys in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageUrl {
    pub bucket: String,
    /// Without slashes at its ends; may be empty.
    pub prefix: String,
}

impl StorageUrl {
    /// Parses an address such as `s3://bucket/prefix`. Returns `None` if it is not one.
    pub fn parse(text: &str) -> Option<StorageUrl> {
        let (bucket, prefix) = text.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, "")))?;
        let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
        let prefix = prefix.trim_end_matches('/');
        let is_prefix = prefix.split('/').all(|part| !part.is_empty() && part.chars().all(plain));
        let is_right = !bucket.is_empty() && bucket.chars().all(plain) && (prefix.is_empty() || is_prefix);
        is_right.then(|| StorageUrl { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }
}

impl fmt::Display for StorageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StorageUrl { bucket, prefix } = self;
        write!(f, "s3://{bucket}{}{prefix}", if prefix.is_empty() { "" } else { "/" })
    }
}

/// The keys of the storage. They are read from the environment only, and never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct StorageKeys {
    pub id: String,
    pub secret: String,
}

impl StorageKeys {
    /// Reads the keys: our own variables, or those of Amazon's tools.
    pub(super) fn read(environment: impl Fn(&str) -> Option<String>) -> Option<StorageKeys> {
        let pairs =
            [("LONGAN_STORAGE_KEY_ID", "LONGAN_STORAGE_SECRET"), ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")];
        let read = |name| environment(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        pairs.into_iter().find_map(|(id, secret)| Some(StorageKeys { id: read(id)?, secret: read(secret)? }))
    }
}

impl fmt::Debug for StorageKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StorageKeys")
    }
}

fn storage_url<'de, D: Deserializer<'de>>(from: D) -> Result<Option<StorageUrl>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || serde::de::Error::custom("it has to be like s3://bucket or s3://bucket/prefix");
    StorageUrl::parse(&text).map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_bucket_and_perhaps_a_prefix() {
        let url = StorageUrl::parse("s3://my-files/site/a/").unwrap();
        assert_eq!((url.bucket.as_str(), url.prefix.as_str()), ("my-files", "site/a"));
        assert_eq!(url.to_string(), "s3://my-files/site/a");
        assert_eq!(StorageUrl::parse("s3://files").unwrap().to_string(), "s3://files");
        for text in ["", "files", "s3://", "s3:///a", "s3://key:secret@files", "s3://files/a//b", "https://files"] {
            assert_eq!(StorageUrl::parse(text), None, "{text}");
        }
    }

    #[test]
    fn keys_are_not_shown() {
        let own = |name: &str| match name {
            "LONGAN_STORAGE_KEY_ID" => Some("own-id".to_owned()),
            "LONGAN_STORAGE_SECRET" => Some("own-secret\n".to_owned()),
            _ => Some(name.to_owned()),
        };
        let keys = StorageKeys::read(own).unwrap();
        assert_eq!((keys.id.as_str(), keys.secret.as_str()), ("own-id", "own-secret"));
        assert!(!format!("{keys:?}").contains("own"));
        let usual = StorageKeys::read(|name| own(name).filter(|_| name.starts_with("AWS_"))).unwrap();
        assert_eq!(usual.secret, "AWS_SECRET_ACCESS_KEY");
        assert_eq!(StorageKeys::read(|name| own(name).filter(|_| name.ends_with("ID"))), None);
    }
}
