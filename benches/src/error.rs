//! Errors end the bench and are only printed, so a message is enough.

/// Any error, as a message.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
pub type Result<T> = std::result::Result<T, Error>;
