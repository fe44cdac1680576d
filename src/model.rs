//! The types both sides speak: what the server answers and the browser shows.
//!
//! Everything here is plain data. Texts are ready to show: dates are formatted, bodies are sanitized HTML.

pub mod address;
pub mod admin;
pub mod author;
pub mod comment;
pub mod comment_limits;
pub mod error;
pub mod feed;
pub mod formatted_time;
pub mod language;
pub mod listing;
pub mod media;
pub mod page_fragments;
pub mod post;
pub mod search;
pub mod site;
pub mod term;
pub mod user;
pub mod view;

/// Milliseconds since 1970-01-01T00:00:00Z: how every time is stored.
pub type Milliseconds = i64;
