use serde::{Deserialize, Serialize};

/// How much a comment looks like those that moderators called spam.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpamScore {
    /// From 0, surely not, to 100, surely.
    pub score: u8,
    /// What weighed most, heaviest first.
    pub reasons: Vec<SpamReason>,
}

/// A clue in a comment, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpamReason {
    #[serde(rename = "clue")]
    pub feature: SpamFeature,
    /// In how many comments it was seen that moderators called spam,
    pub spam: i64,
    /// and in how many that they published.
    pub ham: i64,
    /// From -100, only ever seen in good comments, to 100, only ever in spam. The less seen, the nearer to 0.
    pub weight: i8,
}

/// What a comment can be recognised by. Words are folded: in lower case, without marks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpamFeature {
    /// A word in the text or the name. In Vietnamese a syllable, so that words of two are pairs.
    Word(String),
    /// Two words that follow each other.
    Pair(String),
    /// Where a link leads: the host, without `www.`.
    Link(String),
    /// What follows the `@` of the email address.
    Email(String),
    /// How many links there are; 3 for more than that too.
    Links(u8),
    /// Most letters are capitals.
    Capitals,
    /// A link, and next to nothing said about it.
    BareLink,
}
