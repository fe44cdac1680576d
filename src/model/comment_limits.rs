//! Limits of comments, for the forms and for the server.

/// How deep replies are indented; deeper ones stand at this depth and name whom they answer.
pub const MAX_DEPTH: u8 = 4;

/// How many comments a page of a discussion has, at most.
pub const PAGE_SIZE: usize = 100;

/// Longest texts, in characters.
pub const NAME_LENGTH: usize = 80;

pub const EMAIL_LENGTH: usize = 254;

pub const BODY_LENGTH: usize = 10_000;
