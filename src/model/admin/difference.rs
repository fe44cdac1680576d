use serde::{Deserialize, Serialize};

/// What lies between two texts, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Lines that are in the newer text alone.
    pub added: usize,
    /// Lines that are in the older text alone.
    pub removed: usize,
    pub lines: Vec<DifferenceLine>,
}

/// A line of a difference. A changed line is one removed and one added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DifferenceLine {
    /// In both.
    Same(String),
    /// In the older text alone.
    Removed(Vec<DifferencePart>),
    /// In the newer text alone.
    Added(Vec<DifferencePart>),
    /// So many lines that are in both, and far from any change.
    Skipped(usize),
}

/// A stretch of a line; one after the other they are the line, as plain text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DifferencePart {
    /// Also in the line on the other side, or part of a line that has none.
    Kept(String),
    /// The words that make the change.
    Changed(String),
}
