use serde::{Deserialize, Serialize};

use crate::model::moment::Moment;

/// What a rule that blocks comments looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// Where comments are sent from: an IP address or a network such as `192.0.2.0/24`.
    Address,
    /// An email address, or all of a domain: `@example.org`.
    Email,
    /// A word, or several in a row.
    Word,
    /// Where links lead: a host, with all below it.
    Host,
}

impl BlockKind {
    /// Every kind.
    pub const ALL: [BlockKind; 4] = [BlockKind::Address, BlockKind::Email, BlockKind::Word, BlockKind::Host];

    /// How the database and forms write it.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockKind::Address => "address",
            BlockKind::Email => "email",
            BlockKind::Word => "word",
            BlockKind::Host => "host",
        }
    }

    /// Reads what [`BlockKind::as_str`] writes.
    pub fn parse(text: &str) -> Option<BlockKind> {
        BlockKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A rule in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub id: i64,
    pub kind: BlockKind,
    /// What it looks for, in one way of writing.
    pub pattern: String,
    /// Since when.
    pub since: Moment,
}

/// Why something cannot be a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockFault {
    /// Nothing is left when spaces and signs are taken away.
    Empty,
    /// One letter stands in too many comments.
    TooShort,
    TooLong,
    NotAnAddress,
    /// So large a network would block everyone.
    TooWide,
    NotAnEmail,
    NotAHost,
}
