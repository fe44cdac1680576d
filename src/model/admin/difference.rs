use serde::{Deserialize, Serialize};

/// The difference between two texts, line by line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Number of lines that are only in the newer text.
    pub added: usize,
    /// Number of lines that are only in the older text.
    pub removed: usize,
    pub lines: Vec<DifferenceLine>,
}

/// A line of a difference. A changed line is one removed and one added line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DifferenceLine {
    /// In both texts, with [`Formatting`].
    Same(String),
    /// Only in the older text.
    Removed(Vec<DifferencePart>),
    /// Only in the newer text.
    Added(Vec<DifferencePart>),
    /// Number of unchanged lines that are omitted, since they are far from any change.
    Skipped(usize),
}

/// Formatting of a part of a line. A character for private use, which texts do not have, is before and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formatting {
    Heading,
    Strong,
    Emphasis,
    Strike,
    Code,
    Link,
}

impl Formatting {
    const ALL: [Formatting; 6] = [
        Formatting::Heading,
        Formatting::Strong,
        Formatting::Emphasis,
        Formatting::Strike,
        Formatting::Code,
        Formatting::Link,
    ];

    /// Returns the character before what is formatted.
    pub fn start(self) -> char {
        match self {
            Formatting::Heading => '\u{e000}',
            Formatting::Strong => '\u{e002}',
            Formatting::Emphasis => '\u{e004}',
            Formatting::Strike => '\u{e006}',
            Formatting::Code => '\u{e008}',
            Formatting::Link => '\u{e00a}',
        }
    }

    /// Returns the character after what is formatted.
    pub fn end(self) -> char {
        match self {
            Formatting::Heading => '\u{e001}',
            Formatting::Strong => '\u{e003}',
            Formatting::Emphasis => '\u{e005}',
            Formatting::Strike => '\u{e007}',
            Formatting::Code => '\u{e009}',
            Formatting::Link => '\u{e00b}',
        }
    }

    /// Returns the formatting that begins or ends with this character, and whether it begins.
    pub fn of(c: char) -> Option<(Formatting, bool)> {
        let found = Formatting::ALL.into_iter().find(|it| it.start() == c || it.end() == c)?;
        Some((found, found.start() == c))
    }
}

/// A part of a line, as text with [`Formatting`]. All parts together are the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DifferencePart {
    /// Unchanged, or part of a line without a counterpart.
    Kept(String),
    /// Changed words.
    Changed(String),
}
