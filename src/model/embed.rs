//! Content of other sites that posts show.

/// What it is, for what readers are told before they ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedKind {
    Video,
    Audio,
    /// A post of a social network.
    Post,
    Map,
}

/// What readers are told about an embed before they ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedWords {
    /// The title of one that has none of its own.
    pub title: String,
    /// The text of the button that loads it.
    pub load: String,
}
