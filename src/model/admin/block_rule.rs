use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// What a block rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockRuleKind {
    /// The client's address: an IP address, or a network such as `192.0.2.0/24`.
    Address,
    /// An email address, or all of a domain: `@example.org`.
    Email,
    /// A word, or a sequence of words.
    Word,
    /// The host of a link, including its subdomains.
    Host,
}

impl BlockRuleKind {
    /// All kinds.
    pub const ALL: [BlockRuleKind; 4] =
        [BlockRuleKind::Address, BlockRuleKind::Email, BlockRuleKind::Word, BlockRuleKind::Host];

    /// Returns the name used in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockRuleKind::Address => "address",
            BlockRuleKind::Email => "email",
            BlockRuleKind::Word => "word",
            BlockRuleKind::Host => "host",
        }
    }

    /// Parses the output of [`BlockRuleKind::as_str`].
    pub fn parse(text: &str) -> Option<BlockRuleKind> {
        BlockRuleKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A stored block rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockRuleSummary {
    pub id: i64,
    pub kind: BlockRuleKind,
    /// The normalized pattern.
    pub pattern: String,
    /// When the rule was added.
    pub since: FormattedTime,
}

/// Why a block rule is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockRuleError {
    /// Nothing is left without spaces and punctuation.
    Empty,
    /// A single letter would match too many comments.
    TooShort,
    TooLong,
    NotAnAddress,
    /// The network is so large that it would block everyone.
    TooWide,
    NotAnEmail,
    NotAHost,
}
