use thiserror::Error;

use super::source::Position;

/// Why a file could not be read.
#[derive(Debug, Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct ReadError {
    /// From 1.
    pub line: u64,
    /// From 1, in characters.
    pub column: u64,
    pub problem: ReadProblem,
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum ReadProblem {
    #[error("this is not a WordPress export file (WXR): {0}")]
    NotWordPress(String),
    #[error("the text is not UTF-8")]
    Encoding,
    #[error("the file ends too soon: <{name}> of line {line} is not closed")]
    Truncated { name: String, line: u64 },
    #[error("broken XML: {0}")]
    Xml(String),
    #[error("cannot read: {0}")]
    Io(String),
}

impl ReadProblem {
    /// Adds the position.
    pub(super) fn at(self, place: Position) -> ReadError {
        ReadError { line: place.line, column: place.column, problem: self }
    }
}
