use serde::{Deserialize, Serialize};

/// What a rule that blocks comments looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Where comments are sent from: an IP address or a network such as `192.0.2.0/24`.
    Address,
    /// An email address, or all of a domain: `@example.org`.
    Email,
    /// A word, or several in a row.
    Word,
    /// Where links lead: a host, with all below it.
    Link,
}

/// Why something cannot be a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockFault {
    /// Nothing is left when spaces and signs are taken away.
    Empty,
    TooLong,
    NotAnAddress,
    /// So large a network would block everyone.
    TooWide,
    NotAnEmail,
    NotAHost,
}
