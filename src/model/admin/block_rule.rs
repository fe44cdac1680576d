use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// What a block rule matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// Hosts of email providers with so many users that a rule for all of them blocks ordinary readers.
const LARGE_PROVIDERS: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "yahoo.com",
    "yahoo.com.vn",
    "ymail.com",
    "outlook.com",
    "outlook.com.vn",
    "hotmail.com",
    "live.com",
    "msn.com",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "mail.com",
    "mail.ru",
    "yandex.ru",
    "qq.com",
    "zoho.com",
];

/// Returns whether a rule's pattern, such as `@gmail.com` or `@com.vn`, is all of a large email provider.
pub fn is_large_provider(kind: BlockRuleKind, pattern: &str) -> bool {
    let Some(host) = pattern.strip_prefix('@').filter(|_| kind == BlockRuleKind::Email) else { return false };
    let is_within =
        |provider: &str| provider.strip_suffix(host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    LARGE_PROVIDERS.into_iter().any(is_within)
}

/// What a new block rule will match, to be confirmed before it is added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlockRuleEffect {
    pub kind: BlockRuleKind,
    /// The normalized pattern.
    pub pattern: String,
    /// Number of waiting comments that will go to spam.
    pub waiting: usize,
    /// Number of matching comments among the latest published ones. They stay.
    pub published: usize,
    /// Number of the published ones that were checked.
    pub checked: usize,
    /// Whether it is all of a large email provider, which needs a second confirmation.
    pub is_large_provider: bool,
}

impl BlockRuleEffect {
    /// Returns whether the rule should not be added without a question: a rule that only matches what waits can be undone at once.
    pub fn needs_confirmation(&self) -> bool {
        self.is_large_provider || self.published > 0 || self.pattern.starts_with('@')
    }
}

/// What happens to the comments that a removed rule has moved to spam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaughtComments {
    #[default]
    Stay,
    /// They wait for a moderator again.
    Restore,
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
    /// Number of comments in spam because of it.
    pub caught: usize,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_providers_are_recognized() {
        for pattern in ["@gmail.com", "@yahoo.com.vn", "@com.vn"] {
            assert!(is_large_provider(BlockRuleKind::Email, pattern), "{pattern}");
        }
        for pattern in ["lan@gmail.com", "@bao.vn", "@notgmail.com", "@mail.com.vn", "gmail.com"] {
            assert!(!is_large_provider(BlockRuleKind::Email, pattern), "{pattern}");
        }
        assert!(!is_large_provider(BlockRuleKind::Host, "@gmail.com"));
    }
}
