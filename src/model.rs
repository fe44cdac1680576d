//! Data types shared by the server and the clients.
//!
//! Everything here is plain data, ready for display: dates are formatted, bodies are sanitized HTML.

pub mod address;
pub mod admin;
pub mod author;
pub mod comment;
pub mod comment_limits;
pub mod direction;
pub mod embed;
pub mod error;
pub mod feed;
pub mod formatted_time;
pub mod front_page;
pub mod identity;
pub mod image;
pub mod language;
pub mod listing;
pub mod media;
pub mod menu;
pub mod page_extras;
pub mod page_fragments;
pub mod post;
pub mod search;
pub mod site;
pub mod site_link;
pub mod slot;
pub mod snippet;
pub mod term;
pub mod user;
pub mod view;

/// Milliseconds since 1970-01-01T00:00:00Z. All times are stored in this unit.
pub type Milliseconds = i64;
