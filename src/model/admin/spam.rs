use serde::{Deserialize, Serialize};

/// Spam score of a comment, learned from moderators' decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpamScore {
    /// From 0 (ham) to 100 (spam).
    pub score: u8,
    /// Most significant reasons, heaviest first.
    pub reasons: Vec<SpamReason>,
}

/// A feature of a comment, and its statistics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpamReason {
    #[serde(rename = "clue")]
    pub feature: SpamFeature,
    /// Number of spam comments with the feature,
    pub spam: i64,
    /// and number of published comments with it.
    pub ham: i64,
    /// From -100, only seen in published comments, to 100, only seen in spam. The fewer comments, the closer to 0.
    pub weight: i8,
}

/// A feature of a comment. Words are folded: lower case, without diacritics.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpamFeature {
    /// A word in the text or the name. In Vietnamese it is a syllable, so that compounds are pairs.
    Word(String),
    /// Two adjacent words.
    Pair(String),
    /// Host of a link, without `www.`.
    Link(String),
    /// Domain of the email address.
    Email(String),
    /// Number of links; 3 means three or more.
    Links(u8),
    /// Most letters are capitals.
    Capitals,
    /// A link with almost no text.
    BareLink,
}
