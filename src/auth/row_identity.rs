use std::fmt;

use crate::model::Milliseconds;

/// What a signed link names: a row by its id, and when it was made. The id alone would not do: a database that is
/// restored elsewhere, without the one that was there, gives ids a second time. That the same id is given again in the
/// same millisecond does not happen, and archives bring both along; so no random number has to be stored with each row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowIdentity {
    pub id: i64,
    /// Unix milliseconds.
    pub created_at: Milliseconds,
}

impl RowIdentity {
    /// Reads what `Display` writes.
    pub fn read(text: &str) -> Option<RowIdentity> {
        let (id, created_at) = text.split_once('-')?;
        Some(RowIdentity { id: id.parse().ok()?, created_at: created_at.parse().ok()? })
    }
}

/// As it stands in a token.
impl fmt::Display for RowIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.id, self.created_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_as_they_are_written() {
        for created_at in [0, 1_700_000_000_000, -5] {
            let origin = RowIdentity { id: 7, created_at };
            assert_eq!(RowIdentity::read(&origin.to_string()), Some(origin));
        }
        assert_eq!(RowIdentity::read("7"), None);
    }
}
