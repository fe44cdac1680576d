use std::fmt;

use crate::model::Milliseconds;

/// The row that a signed link refers to, by id and creation time. The id alone does not suffice: a database restored
/// from a backup assigns ids again. The creation time distinguishes such rows without storing a random number with
/// each, since the same id is not assigned twice in the same millisecond. Archives preserve both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowIdentity {
    pub id: i64,
    /// Unix milliseconds.
    pub created_at: Milliseconds,
}

impl RowIdentity {
    /// Parses the output of `Display`.
    pub fn read(text: &str) -> Option<RowIdentity> {
        let (id, created_at) = text.split_once('-')?;
        Some(RowIdentity { id: id.parse().ok()?, created_at: created_at.parse().ok()? })
    }
}

/// Formats it as in a token.
impl fmt::Display for RowIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.id, self.created_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_round_trip() {
        for created_at in [0, 1_700_000_000_000, -5] {
            let origin = RowIdentity { id: 7, created_at };
            assert_eq!(RowIdentity::read(&origin.to_string()), Some(origin));
        }
        assert_eq!(RowIdentity::read("7"), None);
    }
}
