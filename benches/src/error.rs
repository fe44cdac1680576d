//! What goes wrong is told to the one person who reads it: a sentence is enough.

/// Any error, as a sentence.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T> = std::result::Result<T, Error>;
