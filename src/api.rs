//! The public API: server functions that are called on both sides. Each has its own endpoint below `/api`. Reads are
//! GETs, and a GET changes nothing. The function that renders pages is in `pages` (`read_fragments`); `view` calls it.

pub mod admin;
pub mod comments;
pub mod responses;
pub mod view;
