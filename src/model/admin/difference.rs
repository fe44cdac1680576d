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
    /// In both texts.
    Same(String),
    /// Only in the older text.
    Removed(Vec<DifferencePart>),
    /// Only in the newer text.
    Added(Vec<DifferencePart>),
    /// Number of unchanged lines that are omitted, since they are far from any change.
    Skipped(usize),
}

/// A part of a line, as plain text. All parts together are the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DifferencePart {
    /// Unchanged, or part of a line without a counterpart.
    Kept(String),
    /// Changed words.
    Changed(String),
}
