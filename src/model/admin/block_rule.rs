use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// What a rule that blocks comments looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockRuleKind {
    /// Where comments are sent from: an IP address or a network such as `192.0.2.0/24`.
    Address,
    /// An email address, or all of a domain: `@example.org`.
    Email,
    /// A word, or several in a row.
    Word,
    /// Where links lead: a host, with all below it.
    Host,
}

impl BlockRuleKind {
    /// Every kind.
    pub const ALL: [BlockRuleKind; 4] =
        [BlockRuleKind::Address, BlockRuleKind::Email, BlockRuleKind::Word, BlockRuleKind::Host];

    /// How the database and forms write it.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockRuleKind::Address => "address",
            BlockRuleKind::Email => "email",
            BlockRuleKind::Word => "word",
            BlockRuleKind::Host => "host",
        }
    }

    /// Reads what [`BlockRuleKind::as_str`] writes.
    pub fn parse(text: &str) -> Option<BlockRuleKind> {
        BlockRuleKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A rule in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockRuleSummary {
    pub id: i64,
    pub kind: BlockRuleKind,
    /// What it looks for, in one way of writing.
    pub pattern: String,
    /// Since when.
    pub since: FormattedTime,
}

/// Why something cannot be a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockRuleError {
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
