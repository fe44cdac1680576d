//! Full-text search: SQLite's FTS5, or PostgreSQL's text search.
//!
//! The index holds [`tokens`], not texts. Triggers record which searchable rows a transaction changes, and its commit
//! indexes them: no function can forget to, and search results always match the committed data. Imports and readers'
//! comments are added to a backlog in the database instead, which the server indexes in the background.

mod deleted;
mod find;
mod index_backlog;
mod indexed_post;
mod indexer;
mod pairs;
mod postgres;
mod ranking;
mod tokens;

#[cfg(test)]
mod tests;

pub use deleted::{drop_all, drop_some, holds_deleted};
pub use find::{FoundComment, FoundPost, comments, posts, read_comments, read_posts};
pub use index_backlog::{defer, has_backlog, index_some, merge_segments};
pub use indexer::{index, watch};
pub use pairs::find_pairs;
pub use ranking::RankingEffort;
