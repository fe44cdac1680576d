//! Limits of comments, for the form and for the server.

/// Maximum depth of replies. Deeper ones are shown at this depth with the name of their parent's author.
pub const MAX_DEPTH: u8 = 4;

/// Maximum number of comments per page.
pub const PAGE_SIZE: usize = 100;

/// Maximum length of a name, in characters.
pub const NAME_LENGTH: usize = 80;

/// Maximum length of an email address, in characters.
pub const EMAIL_LENGTH: usize = 254;

/// Maximum length of the text as typed, in characters.
pub const BODY_LENGTH: usize = 10_000;
