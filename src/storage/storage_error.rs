use crate::config::{StorageKeys, StorageUrl};

/// Why a file could not be stored or read. Neither the keys nor what they sign are part of the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    #[error("the settings of the storage are not right: {0}")]
    Settings(String),
    #[error(
        "the storage {0} needs keys: set LONGAN_STORAGE_KEY_ID and LONGAN_STORAGE_SECRET, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    )]
    NoKeys(StorageUrl),
    #[error("files are in a storage, but the setting `storage.url` names none")]
    Unset,
    #[error(
        "the storage {place} is another site's, as the object {object} in it says: name another bucket or prefix in \
         `storage.url`. If this site has taken the other's place, delete that object"
    )]
    Foreign { place: StorageUrl, object: String },
    #[error("the storage {place} has no object {key}")]
    Missing { place: StorageUrl, key: String },
    #[error("the object {key} in the storage {place} is not what was stored")]
    Altered { place: StorageUrl, key: String },
    #[error("the storage {place} refuses this: {reason}")]
    Refused { place: StorageUrl, reason: String },
    #[error("the storage {place} does not answer: {reason}")]
    Unreachable { place: StorageUrl, reason: String },
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

/// Maximum length of a reason, in characters.
const LONGEST: usize = 300;

impl StorageError {
    /// Converts an error of the client.
    pub(super) fn of(error: &object_store::Error, place: &StorageUrl, key: &str, keys: &StorageKeys) -> StorageError {
        use object_store::Error;
        let place = place.clone();
        let reason = reason(error, keys);
        match error {
            Error::NotFound { .. } if !reason.starts_with("NoSuchBucket") => {
                StorageError::Missing { place, key: key.to_owned() }
            }
            Error::Generic { .. } if !reason.starts_with("SignatureDoesNotMatch") => {
                StorageError::Unreachable { place, reason }
            }
            _ => StorageError::Refused { place, reason },
        }
    }

    /// Returns whether one object is lost or damaged, and others may be read.
    pub fn is_of_one_object(&self) -> bool {
        matches!(self, StorageError::Missing { .. } | StorageError::Altered { .. })
    }

    /// Returns whether the storage as a whole does not work now, not only for one object.
    pub fn is_general(&self) -> bool {
        matches!(self, StorageError::Refused { .. } | StorageError::Unreachable { .. })
    }
}

/// Returns what the server says, or else how the request failed. Answers to requests with a wrong signature repeat what
/// was signed, so of an answer only code and message are used.
fn reason(error: &dyn std::error::Error, keys: &StorageKeys) -> String {
    let mut texts = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(error.to_string());
        source = error.source();
    }
    let said = texts.iter().find_map(|text| {
        let code = between(text, "<Code>", "</Code>")?;
        Some(format!("{code} {}", between(text, "<Message>", "</Message>").unwrap_or_default()))
    });
    // The last cause is the plainest.
    let text = said.or_else(|| texts.pop()).unwrap_or_default();
    let text = text.replace(&keys.secret, "…").replace(&keys.id, "…");
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_keys_nor_what_they_sign_are_in_messages() {
        let keys = StorageKeys { id: "KEYID".to_owned(), secret: "SECRET".to_owned() };
        let place = StorageUrl::parse("s3://files/a").unwrap();
        let answer = "<Error><Code>SignatureDoesNotMatch</Code><Message>not right: KEYID</Message>\
                      <StringToSign>AWS4 SECRET</StringToSign></Error>";
        let error = |source: &str| object_store::Error::Generic { store: "S3", source: source.to_owned().into() };
        let found = StorageError::of(&error(answer), &place, "a", &keys);
        assert_eq!(found.to_string(), "the storage s3://files/a refuses this: SignatureDoesNotMatch not right: …");
        let found = StorageError::of(&error("connection refused with SECRET"), &place, "a", &keys);
        assert_eq!(found.to_string(), "the storage s3://files/a does not answer: connection refused with …");
    }
}
